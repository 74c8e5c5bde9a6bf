-- one row is a value of a property of events in view: how many people have it there, most people first
SELECT t.text AS value, count(DISTINCT t.person) AS people
FROM (SELECT e.person, nullif(e.properties[$name], '') AS text FROM filtered_events AS e) AS t
WHERE t.text IS NOT NULL
GROUP BY t.text
ORDER BY people DESC, value
LIMIT $most
