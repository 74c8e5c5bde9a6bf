-- one row is a question whose answers count as no metric, with the ends of its scale: how many have a score
SELECT r.question, r.scale_low, r.scale_high, count(*) AS answers
FROM responses AS r
WHERE r.metric = 'other' AND r.score IS NOT NULL AND ($import_id IS NULL OR r.import_id = $import_id)
GROUP BY r.question, r.scale_low, r.scale_high
ORDER BY answers DESC, r.question
LIMIT 2000
