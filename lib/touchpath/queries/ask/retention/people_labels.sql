-- one row is a person with a persona or attribute
SELECT p.person, CASE $name WHEN 'persona' THEN p.persona ELSE shortest_number(p.attributes[$name]) END AS label
FROM people AS p
WHERE p.canonical = p.person
