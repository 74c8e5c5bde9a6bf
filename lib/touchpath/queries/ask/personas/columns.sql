-- one row is a column personas could come from: a property of events or an attribute of people files with at most $most values (every n-th event is looked at, about $looked_at of them)
WITH event_values AS (
  SELECT unnest(map_entries(e.properties)) AS entry
  FROM events AS e
  WHERE e.properties IS NOT NULL AND e.source_row % (SELECT 1 + count(*) // $looked_at FROM events AS a) = 0
),
person_values AS (
  SELECT unnest(map_entries(r.attributes)) AS entry
  FROM people_rows AS r
  WHERE r.attributes IS NOT NULL
),
counted AS (
  SELECT 'event' AS owner, v.entry.key AS name, count(DISTINCT v.entry.value) AS distinct_values
  FROM event_values AS v GROUP BY v.entry.key
  UNION ALL
  SELECT 'person', v.entry.key, count(DISTINCT v.entry.value) FROM person_values AS v GROUP BY v.entry.key
  UNION ALL
  SELECT 'people file', 'persona', count(DISTINCT r.persona) FROM people_rows AS r
)
SELECT c.owner, c.name, c.distinct_values
FROM counted AS c
WHERE c.distinct_values BETWEEN 1 AND $most
ORDER BY c.owner, c.name
