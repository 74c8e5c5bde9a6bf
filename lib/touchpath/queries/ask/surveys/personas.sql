-- one row is a person who answered and has a persona
SELECT p.person, p.persona
FROM people AS p
WHERE p.canonical = p.person AND p.persona IS NOT NULL
  AND p.person IN (SELECT r.person FROM responses AS r WHERE r.person IS NOT NULL)
