-- one row is an id of a human, and what is known by it
SELECT p.person_id, p.persona, CAST(p.attributes AS VARCHAR) AS attributes, p.first_seen, p.last_seen
FROM people AS p WHERE list_contains($people, p.person) ORDER BY p.person
