-- one row is a rejected row that names a human
SELECT r.import_id, r.source_row, r.reason, r.raw FROM rejected_rows AS r WHERE regexp_matches(r.raw, $cell)
ORDER BY r.import_id, r.source_row
