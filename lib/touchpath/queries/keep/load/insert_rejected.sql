-- one row is a row of the file that was not taken
INSERT INTO rejected_rows (import_id, source_row, column_name, reason, raw)
SELECT $import_id, s.source_row, s.column_name, s.reason, r.raw
FROM staged AS s LEFT JOIN raw_rows AS r ON r.place = s.place
WHERE s.reason IS NOT NULL
UNION ALL
SELECT $import_id, b.source_row, NULL, b.reason, b.raw FROM bad_rows AS b
