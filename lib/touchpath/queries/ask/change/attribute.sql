-- one row is a person with an attribute (10 and 10.0 are one)
SELECT p.person, shortest_number(p.attributes[$name]) AS label
FROM people AS p
WHERE p.canonical = p.person AND p.attributes[$name] IS NOT NULL AND p.attributes[$name] <> ''
