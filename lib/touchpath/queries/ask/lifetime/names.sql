-- one row is a person of a list, and the id they are known by
SELECT p.person, p.person_id FROM people AS p WHERE list_contains($people, p.person)
