-- one row is a row of identities about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_identities AS
SELECT x.import_id, x.source_row FROM identities AS x WHERE x.identity IN (SELECT h.person FROM erased_humans AS h) OR x.alias IN (SELECT h.person FROM erased_humans AS h)
