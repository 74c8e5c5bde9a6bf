-- one row is a question whose metric is not usually asked on the scale of its answers: how many have a score
SELECT a.question, a.metric, a.scale_low, a.scale_high, count(a.score) AS answers
FROM answers AS a
WHERE a.score IS NOT NULL AND CASE a.metric
  WHEN 'nps' THEN a.scale_low <> 0 OR a.scale_high <> 10
  WHEN 'csat' THEN a.scale_low <> 1 OR a.scale_high <> 5
  WHEN 'ces' THEN a.scale_low <> 1 OR a.scale_high <> 7
END
GROUP BY a.question, a.metric, a.scale_low, a.scale_high
ORDER BY answers DESC, a.question
