-- one row is a row of duplicate_events about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_duplicates AS
SELECT x.import_id, x.source_row FROM duplicate_events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
