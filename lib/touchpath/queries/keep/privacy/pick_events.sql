-- one row is a row of events about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_events AS
SELECT x.import_id, x.source_row FROM events AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h)
