-- one row is an answer repeated of another import that is about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_duplicate_responses AS
SELECT x.import_id, x.source_row FROM duplicate_responses AS x
WHERE x.respondent IN (SELECT i.person_id FROM erased_ids AS i) OR x.person_id IN (SELECT i.person_id FROM erased_ids AS i)
