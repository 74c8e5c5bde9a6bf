-- one row is an event that was set aside
DELETE FROM events
WHERE (import_id, source_row) IN (SELECT (g.import_id, g.source_row) FROM given_rows AS g)
