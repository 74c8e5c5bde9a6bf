-- one row is an import: what its header was
SELECT i.header_key FROM imports AS i WHERE i.import_id = $import_id
