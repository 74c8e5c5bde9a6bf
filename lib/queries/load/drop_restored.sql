-- one row is an event kept aside that came back
DELETE FROM duplicate_events AS d
WHERE EXISTS (SELECT 1 FROM restored AS r WHERE r.import_id = d.import_id AND r.source_row = d.source_row)
