-- one row is a rejected row of an import that was fixed, or is judged anew
DELETE FROM rejected_rows
WHERE import_id = $import_id
  AND source_row IN (SELECT s.source_row FROM staged AS s UNION ALL SELECT b.source_row FROM bad_rows AS b)
