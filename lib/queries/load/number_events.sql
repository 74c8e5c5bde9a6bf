-- one row is a row of the file as an event, with its number: given by our reader, else its place in the file.
-- Rows lie in the order they were read in; numbering them while reading would hold the reading to one thread.
CREATE OR REPLACE TEMP VIEW staged AS
SELECT
  coalesce(r.given_row, r.rowid - (SELECT min(f.rowid) FROM staged_rows AS f) + r.rows_before + 1) AS source_row,
  r.* EXCLUDE (given_row, rows_before)
FROM staged_rows AS r
