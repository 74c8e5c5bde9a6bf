-- one row is a human whose persona changes
UPDATE people
SET persona = g.persona
FROM given_personas AS g
WHERE people.person = g.person AND people.persona IS DISTINCT FROM g.persona
