-- one row is an answer of a human, as it was uploaded
SELECT r.respondent, r.answered_at, r.question, r.metric, r.score, r.answer, r.comment, t.raw_name AS touchpoint, c.raw_name AS channel
FROM responses AS r
LEFT JOIN touchpoints AS t ON t.code = r.touchpoint
LEFT JOIN channels AS c ON c.code = r.channel
WHERE list_contains($people, r.identity) OR list_contains($ids, r.respondent) OR list_contains($ids, r.person_id)
ORDER BY r.answered_at, r.import_id, r.source_row
