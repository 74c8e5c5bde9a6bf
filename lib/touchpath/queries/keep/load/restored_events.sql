-- one row is a row of a file of events that counts as accepted again: it had no event of its own left
CREATE OR REPLACE TEMP TABLE restored AS
SELECT DISTINCT r.import_id, r.source_row
FROM restored_items AS r
ANTI JOIN (
  SELECT e.import_id, e.source_row FROM events AS e
  UNION ALL
  SELECT s.import_id, s.source_row FROM set_aside_events AS s
) AS h ON h.import_id = r.import_id AND h.source_row = r.source_row
