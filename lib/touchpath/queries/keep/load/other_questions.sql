-- one row is a question whose answers count as no metric: its scale (NULL: not known), scores, their mean, the share in the top two boxes
SELECT
  a.question, a.scale_low, a.scale_high, count(a.score) AS answers, avg(a.score) AS mean,
  avg(CAST(a.score >= a.scale_high - 1 AS INTEGER)) AS top_two
FROM answers AS a
WHERE a.metric = 'other' AND a.score IS NOT NULL
GROUP BY a.question, a.scale_low, a.scale_high
ORDER BY answers DESC, a.question
LIMIT 2000
