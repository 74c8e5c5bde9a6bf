-- one row is how many rows of the file say nothing that is not already held (of a row that makes several events: every one of them)
SELECT count(DISTINCT d.source_row) AS rows
FROM duplicate_events AS d
ANTI JOIN held_events AS h ON h.source_row = d.source_row
WHERE d.import_id = $import_id
