-- one row is a person with the number of the text of one attribute (see people_attribute_texts); 0 where empty
WITH valued AS (
  SELECT
    p.person,
    nullif(CASE $name WHEN 'persona' THEN p.persona ELSE shortest_number(p.attributes[$name]) END, '') AS value
  FROM people AS p
  WHERE p.canonical = p.person
), texts AS (
  SELECT v.value, row_number() OVER (ORDER BY v.value) AS code
  FROM (SELECT DISTINCT d.value FROM valued AS d WHERE d.value IS NOT NULL) AS v
)
SELECT v.person, CAST(coalesce(t.code, 0) AS INTEGER) AS code
FROM valued AS v
LEFT JOIN texts AS t ON t.value = v.value
