-- one row is an amount kept aside that came back
DELETE FROM duplicate_amounts WHERE rowid IN (SELECT r.duplicate FROM restored_items AS r)
