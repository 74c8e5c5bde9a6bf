-- one row is a value of an attribute of people: how many people have it, most people first
SELECT t.text AS value, count(*) AS people
FROM (SELECT nullif(p.attributes[$name], '') AS text FROM people AS p) AS t
WHERE t.text IS NOT NULL
GROUP BY t.text
ORDER BY people DESC, value
LIMIT $most
