-- one row is a row of the file that was not taken, in file order
SELECT r.source_row, r.column_name, r.reason, r.raw FROM rejected_rows AS r WHERE r.import_id = $import_id
ORDER BY r.source_row
