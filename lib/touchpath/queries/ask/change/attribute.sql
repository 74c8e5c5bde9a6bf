-- one row is a person with an attribute
SELECT p.person, p.attributes[$name] AS label
FROM people AS p
WHERE p.canonical = p.person AND p.attributes[$name] IS NOT NULL AND p.attributes[$name] <> ''
