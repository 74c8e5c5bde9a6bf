-- one row is a question of the file that was answered with scores
SELECT
  a.question, a.metric, count(a.score) AS scores, avg(a.score) AS mean, min(a.score) AS least, max(a.score) AS largest,
  count(DISTINCT a.score) AS different, min(a.scale_low) AS scale_low, max(a.scale_high) AS scale_high,
  100.0 * (count_if(a.score >= 9) - count_if(a.score <= 6)) / count(a.score) AS net
FROM answers AS a WHERE a.score IS NOT NULL
GROUP BY a.question, a.metric ORDER BY a.metric = 'other', scores DESC, a.question
