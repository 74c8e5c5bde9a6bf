-- one row is one answer to one question
INSERT INTO responses
SELECT
  $import_id, a.source_row, a.respondent, p.canonical, p.person, a.answered_at, a.question, a.metric, a.score, a.answer,
  a.scale_low, a.scale_high, a.weight, t.code, c.code, a.comment
FROM answers AS a
LEFT JOIN people AS p ON p.person_id = a.person_id
LEFT JOIN touchpoints AS t ON t.raw_name = a.touchpoint_name
LEFT JOIN channels AS c ON c.raw_name = a.channel_name
WHERE a.source_row NOT IN (SELECT d.source_row FROM repeated AS d)
ORDER BY a.source_row, a.question
