-- one row is a value of an attribute of people: how many people (in view, unless everybody is asked for) have it, most people first
SELECT t.text AS value, count(*) AS people
FROM (
  SELECT nullif(p.attributes[$name], '') AS text
  FROM people AS p
  WHERE $everybody OR p.person IN (SELECT e.person FROM filtered_events AS e)
) AS t
WHERE t.text IS NOT NULL
GROUP BY t.text
ORDER BY people DESC, value
LIMIT $most
