-- one row is an attribute of people: how many have it, how many as a finite number, how many different texts
WITH told AS (
  SELECT unnest(map_entries(p.attributes)) AS entry FROM people AS p WHERE p.canonical = p.person AND p.attributes IS NOT NULL
)
SELECT
  t.entry.key AS name,
  count(*) AS known,
  count(*) FILTER (isfinite(try_cast(t.entry.value AS DOUBLE))) AS numbers,
  count(DISTINCT t.entry.value) AS texts
FROM told AS t
WHERE t.entry.value <> ''
GROUP BY t.entry.key
ORDER BY t.entry.key
