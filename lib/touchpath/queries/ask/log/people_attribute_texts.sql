-- one row is a text of one attribute of people ("persona" is the persona), in the order of their numbers
SELECT DISTINCT nullif(CASE $name WHEN 'persona' THEN p.persona ELSE shortest_number(p.attributes[$name]) END, '') AS value
FROM people AS p
WHERE
  p.canonical = p.person
  AND nullif(CASE $name WHEN 'persona' THEN p.persona ELSE shortest_number(p.attributes[$name]) END, '') IS NOT NULL
ORDER BY value
