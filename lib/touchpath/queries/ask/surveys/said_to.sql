-- one row is a row of a survey file that says something to a question: what it says, as text
SELECT r.import_id, r.source_row, shortest_number(min(coalesce(r.answer, CAST(r.score AS VARCHAR)))) AS said
FROM responses AS r
WHERE r.question = $question AND coalesce(r.answer, CAST(r.score AS VARCHAR)) IS NOT NULL
GROUP BY r.import_id, r.source_row
