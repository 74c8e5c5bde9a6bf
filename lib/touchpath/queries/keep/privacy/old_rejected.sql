-- one row is a rejected row of a file imported before a moment: when it happened is not known, but not later than that
CREATE OR REPLACE TEMP TABLE erased_rejected AS
SELECT x.import_id, x.source_row FROM rejected_rows AS x
WHERE x.import_id IN (SELECT i.import_id FROM imports AS i WHERE i.imported_at < $before)
