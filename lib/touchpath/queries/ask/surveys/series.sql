-- one row is a question of an import on one scale: the series its answers are numbered by in ask/surveys/answers
SELECT d.question, d.metric, d.scale_low, d.scale_high, i.file_name AS survey
FROM (SELECT DISTINCT r.import_id, r.question, r.metric, r.scale_low, r.scale_high FROM responses AS r) AS d
LEFT JOIN imports AS i ON i.import_id = d.import_id
ORDER BY d.import_id, d.question, d.metric, d.scale_low, d.scale_high
