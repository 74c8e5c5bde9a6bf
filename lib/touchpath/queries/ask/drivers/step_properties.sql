-- one row is a property value of the event that reached the step: how many people had it, and how many of them converted
WITH given AS (
  SELECT
    unnest($people) AS person, make_timestamp(unnest($starts)) AS reached_at, unnest($converted) AS converted
),
entries AS (
  SELECT g.person, g.converted, unnest(map_entries(e.properties)) AS entry
  FROM given AS g
  JOIN events AS e ON e.person = g.person AND e.occurred_at = g.reached_at
  JOIN touchpoints AS t ON t.code = e.touchpoint AND ($any_touchpoint OR t.touchpoint IN (SELECT unnest($step)))
),
carried AS (
  SELECT DISTINCT n.person, n.converted, n.entry.key AS name, n.entry.value AS value
  FROM entries AS n
  WHERE n.entry.value IS NOT NULL AND n.entry.value <> ''
),
kinds AS (
  SELECT c.name FROM carried AS c GROUP BY c.name HAVING count(DISTINCT c.value) <= $most_values
)
SELECT c.name, c.value, count(*) AS exposed, sum(c.converted) AS exposed_converted
FROM carried AS c
JOIN kinds AS k ON k.name = c.name
GROUP BY c.name, c.value
ORDER BY exposed DESC, c.name, c.value
