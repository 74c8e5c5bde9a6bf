-- one row is a persona (missing: no persona) and the people who have it
SELECT p.persona, count(*) AS people
FROM people AS p
WHERE p.canonical = p.person
GROUP BY p.persona
ORDER BY people DESC, p.persona
