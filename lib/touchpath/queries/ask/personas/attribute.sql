-- one row is a human and the value of one attribute
SELECT p.person, p.attributes[$name] AS value
FROM people AS p
WHERE p.canonical = p.person
ORDER BY p.person
