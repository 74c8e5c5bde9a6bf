-- one row is a row of a survey file that counts as accepted again: it had no answers of its own left
CREATE OR REPLACE TEMP TABLE restored AS
SELECT DISTINCT r.import_id, r.source_row
FROM restored_items AS r
ANTI JOIN responses AS h ON h.import_id = r.import_id AND h.source_row = r.source_row
