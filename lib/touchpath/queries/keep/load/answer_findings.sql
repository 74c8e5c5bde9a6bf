-- one row is a question whose answers include some that are no scores of its scale: how many, and examples
SELECT a.question, count(*) AS rows, list(DISTINCT a.answer)[1:5] AS examples
FROM answers AS a
WHERE a.score IS NULL AND a.answer IS NOT NULL AND NOT a.blank AND a.scale_low IS NOT NULL
GROUP BY a.question
ORDER BY rows DESC, a.question
