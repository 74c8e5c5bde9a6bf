-- one row is a row of duplicate_responses that is erased
DELETE FROM duplicate_responses AS x
WHERE x.respondent IN (SELECT i.person_id FROM erased_ids AS i) OR x.person_id IN (SELECT i.person_id FROM erased_ids AS i)
