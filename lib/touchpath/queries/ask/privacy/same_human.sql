-- one row is an id of the humans who have one of the asked ids
SELECT p.person, p.person_id FROM people AS p
WHERE p.canonical IN (SELECT q.canonical FROM people AS q WHERE list_contains($ids, q.person_id))
ORDER BY p.person
