-- one row is something kept aside that came back
DELETE FROM this_table WHERE rowid IN (SELECT r.duplicate FROM restored_items AS r)
