-- one row is a question whose answers count as no metric: how many have a score
SELECT a.question, count(a.score) AS answers
FROM answers AS a
WHERE a.metric = 'other' AND a.score IS NOT NULL
GROUP BY a.question
ORDER BY answers DESC, a.question
LIMIT 2000
