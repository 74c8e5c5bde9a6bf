-- one row is a column that may name arms or places: an attribute of people or a property of events (every n-th event is looked at) with at most $most values
WITH event_values AS (
  SELECT unnest(map_entries(e.properties)) AS entry
  FROM events AS e
  WHERE e.properties IS NOT NULL AND e.source_row % (SELECT 1 + count(*) // 200000 FROM events AS a) = 0
),
person_values AS (
  SELECT unnest(map_entries(p.attributes)) AS entry FROM people AS p WHERE p.attributes IS NOT NULL
),
counted AS (
  SELECT 'touchpoint' AS owner, v.entry.key AS name, list_sort(list(DISTINCT v.entry.value)) AS found
  FROM event_values AS v WHERE v.entry.value <> '' GROUP BY v.entry.key
  UNION ALL
  SELECT 'person', v.entry.key, list_sort(list(DISTINCT v.entry.value))
  FROM person_values AS v WHERE v.entry.value <> '' GROUP BY v.entry.key
)
SELECT c.owner, c.name, c.found FROM counted AS c WHERE len(c.found) BETWEEN 2 AND $most ORDER BY c.owner, c.name
