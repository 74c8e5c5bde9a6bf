-- one row is an answer of a human that an import repeated of another
SELECT i.file_name AS file, d.source_row AS row, d.respondent, d.answered_at, d.question, d.metric, d.score, d.answer, d.comment
FROM duplicate_responses AS d JOIN imports AS i ON i.import_id = d.import_id
WHERE list_contains($ids, d.respondent) OR list_contains($ids, d.person_id)
ORDER BY d.import_id, d.source_row
