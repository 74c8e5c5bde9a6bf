-- one row is a person with the text of one attribute ("persona" is the persona); missing where empty
SELECT
  p.person,
  nullif(CASE $name WHEN 'persona' THEN p.persona ELSE p.attributes[$name] END, '') AS value
FROM people AS p
WHERE p.canonical = p.person
