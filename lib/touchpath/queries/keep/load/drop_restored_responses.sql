-- one row is an answer kept aside that came back
DELETE FROM duplicate_responses WHERE rowid IN (SELECT r.duplicate FROM restored_items AS r)
