-- one row is an event in view: its import and row of the file
SELECT f.import_id, f.source_row FROM filtered_rows AS f
