-- one row is a rejected row of a file imported before a moment
DELETE FROM rejected_rows AS x WHERE x.import_id IN (SELECT i.import_id FROM imports AS i WHERE i.imported_at < $before)
