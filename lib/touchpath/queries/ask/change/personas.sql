-- one row is a person with a persona: its place in the list of names, from 1
SELECT p.person, list_position($names, p.persona) AS place
FROM people AS p
WHERE p.persona IS NOT NULL AND p.canonical = p.person
