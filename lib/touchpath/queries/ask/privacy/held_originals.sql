-- one row is a table of a file that imports were made of, and what its columns were read as
SELECT i.import_id, i.sha256, i.header_key, i.file_name, i.mapping FROM imports AS i ORDER BY i.import_id
