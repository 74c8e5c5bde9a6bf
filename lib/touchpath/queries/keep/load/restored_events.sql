-- one row is an event that comes back
CREATE OR REPLACE TEMP TABLE restored AS
SELECT r.import_id, r.source_row FROM restored_items AS r
