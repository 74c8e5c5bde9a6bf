-- one row is an event in the order of its file
SELECT f.import_id, f.source_row, epoch_us(f.occurred_at) // 1000000 AS second, f.person
FROM filtered_rows AS f
ORDER BY f.import_id, f.source_row
