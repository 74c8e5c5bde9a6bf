-- one row is the import to take back
SELECT i.kind, i.file_name FROM imports AS i WHERE i.import_id = $import_id
