-- one row is a row of a human that is about to be erased, and what it counts as
INSERT INTO picked_rows
SELECT x.import_id, x.source_row, x.rowid, $counted FROM this_table AS x
WHERE list_contains($people, x.each_key) OR list_contains($ids, x.each_id) OR regexp_matches(x.each_line, $cell)
