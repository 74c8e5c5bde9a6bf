-- one row is an assignment that is erased
DELETE FROM assignments AS x WHERE x.person_id IN (SELECT i.person_id FROM erased_ids AS i)
