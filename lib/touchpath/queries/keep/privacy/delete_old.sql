-- one row is a row from before a moment; where its time is not known, of a file imported before it
DELETE FROM this_table AS x
WHERE x.each_dated < $before
  OR x.each_undated IN (SELECT i.import_id FROM imports AS i WHERE i.imported_at < $before)
