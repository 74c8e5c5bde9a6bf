-- one row is a human: the id, persona, attributes and when first and last seen
SELECT p.person_id, p.persona, p.attributes, p.first_seen, p.last_seen
FROM people AS p WHERE p.canonical = p.person ORDER BY p.person_id
