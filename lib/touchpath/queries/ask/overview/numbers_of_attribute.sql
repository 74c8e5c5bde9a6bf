-- one row is an attribute of people: how many have it, how many as a finite number, and one of its texts
SELECT
  count(t.text) AS known, count(*) FILTER (isfinite(try_cast(t.text AS DOUBLE))) AS numbers, min(t.text) AS example
FROM (SELECT nullif(p.attributes[$name], '') AS text FROM people AS p) AS t
