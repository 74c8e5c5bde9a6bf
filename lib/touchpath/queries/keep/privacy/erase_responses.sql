-- one row is a row of responses that is erased
DELETE FROM responses AS x
WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
  OR x.respondent IN (SELECT i.person_id FROM erased_ids AS i) OR x.person_id IN (SELECT i.person_id FROM erased_ids AS i)
