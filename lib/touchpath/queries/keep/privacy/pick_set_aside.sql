-- one row is a row of set_aside_events about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_set_aside AS
SELECT x.import_id, x.source_row FROM set_aside_events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
