-- one row is an event kept aside that came back
DELETE FROM duplicate_events WHERE rowid IN (SELECT r.duplicate FROM restored_items AS r)
