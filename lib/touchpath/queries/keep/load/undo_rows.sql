-- one row is a row of the import that is taken back
DELETE FROM this_table WHERE import_id = $import_id
