-- one row is the whole file: rows whose metric is written otherwise than most often in this file, and examples
WITH spellings AS (
  SELECT s.metric, s.metric_text, count(*) AS rows FROM staged AS s WHERE s.metric IS NOT NULL GROUP BY s.metric, s.metric_text
), rarer AS (
  SELECT * FROM spellings QUALIFY row_number() OVER (PARTITION BY metric ORDER BY rows DESC, metric_text) > 1
)
SELECT coalesce(CAST(sum(r.rows) AS BIGINT), 0) AS rows, list(r.metric_text ORDER BY r.metric_text) AS examples FROM rarer AS r
