-- one row is the id of the next import
SELECT nextval('import_ids') AS import_id
