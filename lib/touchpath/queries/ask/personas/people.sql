-- one row is a human (aliases count with the person they belong to)
SELECT p.person, p.first_seen
FROM people AS p
WHERE p.canonical = p.person
ORDER BY p.person
