-- one row is an event of the import that is taken back and that a remedy had set aside
DELETE FROM set_aside_events WHERE import_id = $import_id
