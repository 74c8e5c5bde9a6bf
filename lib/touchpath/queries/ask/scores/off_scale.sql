-- one row is a metric and how many answers of the workspace are called so, but are on a scale it is not counted on
SELECT r.metric, count(*) AS answers
FROM responses AS r
WHERE r.score IS NOT NULL AND CASE r.metric
  WHEN 'nps' THEN coalesce(r.scale_low, 0) <> 0 OR coalesce(r.scale_high, 10) <> 10
  WHEN 'csat' THEN coalesce(r.scale_high, 5) - coalesce(r.scale_low, 1) NOT BETWEEN 1 AND 10
END
GROUP BY r.metric
ORDER BY r.metric
