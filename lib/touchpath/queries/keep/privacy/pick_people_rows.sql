-- one row is a row of people_rows about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_people_rows AS
SELECT x.import_id, x.source_row FROM people_rows AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
