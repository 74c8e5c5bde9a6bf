-- one row is a reason for which rows of a file were not taken: how many, and some of them
SELECT
  r.import_id, i.file_name, i.kind, r.reason, count(*) AS rows, min_by(r.source_row, r.source_row, 20) AS example_rows,
  min_by(r.raw, r.source_row, 20) AS example_texts
FROM rejected_rows AS r
JOIN imports AS i ON i.import_id = r.import_id
WHERE $import_id IS NULL OR r.import_id = $import_id
GROUP BY r.import_id, i.file_name, i.kind, r.reason
ORDER BY rows DESC, r.import_id, r.reason
