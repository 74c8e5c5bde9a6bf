-- one row is a persona or attribute value of the people who reached the step: how many, and how many of them converted; name is NULL for a persona
WITH given AS (
  SELECT unnest($people) AS person, unnest($converted) AS converted
),
entries AS (
  SELECT g.person, g.converted, unnest(map_entries(p.attributes)) AS entry
  FROM given AS g JOIN people AS p ON p.person = g.person
),
traits AS (
  SELECT n.person, n.converted, n.entry.key AS name, n.entry.value AS value FROM entries AS n
  WHERE n.entry.value IS NOT NULL AND n.entry.value <> ''
),
kinds AS (
  SELECT t.name FROM traits AS t GROUP BY t.name HAVING count(DISTINCT t.value) <= $most_values
),
known AS (
  SELECT t.person, t.converted, t.name, t.value FROM traits AS t JOIN kinds AS k ON k.name = t.name
  UNION ALL
  SELECT g.person, g.converted, NULL, p.persona
  FROM given AS g JOIN people AS p ON p.person = g.person
  WHERE p.persona IS NOT NULL
)
SELECT k.name, k.value, count(*) AS exposed, sum(k.converted) AS exposed_converted
FROM known AS k
GROUP BY k.name, k.value
ORDER BY exposed DESC, k.name, k.value
