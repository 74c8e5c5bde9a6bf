-- one row is an import that was read by an earlier version of the guess
SELECT i.import_id FROM imports AS i WHERE coalesce(i.reading, 1) < $reading ORDER BY i.import_id
