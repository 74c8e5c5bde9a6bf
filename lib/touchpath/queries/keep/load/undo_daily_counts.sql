-- one row is a row of the import that is taken back
DELETE FROM daily_counts WHERE import_id = $import_id
