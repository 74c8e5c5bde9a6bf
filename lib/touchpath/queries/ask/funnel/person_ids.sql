-- one row is a person with the id as uploaded
SELECT p.person, p.person_id FROM people AS p WHERE p.person IN (SELECT unnest($people))
