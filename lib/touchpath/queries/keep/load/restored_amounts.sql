-- one row is a row of a file of costs or counts that counts as accepted again: it had no amounts of its own left
CREATE OR REPLACE TEMP TABLE restored AS
SELECT DISTINCT r.import_id, r.source_row
FROM restored_items AS r
ANTI JOIN (SELECT c.import_id, c.source_row FROM costs AS c UNION ALL SELECT n.import_id, n.source_row FROM daily_counts AS n) AS h
  ON h.import_id = r.import_id AND h.source_row = r.source_row
