-- one row is an answer that comes back from where it was kept aside
INSERT INTO responses BY NAME
SELECT
  d.import_id, d.source_row, d.respondent, p.canonical AS person, p.person AS identity, d.answered_at, d.question, d.metric, d.score,
  d.answer, d.scale_low, d.scale_high, d.weight, d.touchpoint, d.channel, d.comment, d.person_id
FROM duplicate_responses AS d
JOIN restored_items AS r ON r.duplicate = d.rowid
LEFT JOIN people AS p ON p.person_id = d.person_id
ORDER BY d.import_id, d.source_row, d.question
