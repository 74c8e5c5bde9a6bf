-- one row is an answer as it was uploaded: with ids and names, its import and its row
SELECT
  r.respondent, p.person_id, r.answered_at, r.question, r.metric, r.score, r.answer, r.scale_low, r.scale_high, r.weight,
  t.raw_name AS touchpoint, c.raw_name AS channel, r.comment, r.import_id, r.source_row
FROM responses AS r
LEFT JOIN people AS p ON p.person = r.identity
LEFT JOIN touchpoints AS t ON t.code = r.touchpoint
LEFT JOIN channels AS c ON c.code = r.channel
ORDER BY r.import_id, r.source_row, r.question
