-- one row is a figure of an import of daily counts: what its amounts look like
SELECT
  i.import_id, i.file_name, d.measure, count(*) AS valued, min(d.amount) AS least, max(d.amount) AS largest,
  count(DISTINCT d.amount) AS different, bool_and(d.amount = floor(d.amount)) AS whole, count_if(d.amount % 10 = 0) AS tens
FROM daily_counts AS d
JOIN imports AS i ON i.import_id = d.import_id
WHERE d.spread_days IS NULL AND ($import_id IS NULL OR d.import_id = $import_id)
GROUP BY i.import_id, i.file_name, d.measure
ORDER BY i.import_id, d.measure
