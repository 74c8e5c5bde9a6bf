-- one row is a row of responses about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_responses AS
SELECT x.import_id, x.source_row FROM responses AS x
WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
  OR x.respondent IN (SELECT i.person_id FROM erased_ids AS i) OR x.person_id IN (SELECT i.person_id FROM erased_ids AS i)
