-- one row is one answer to one question
INSERT INTO responses BY NAME
SELECT
  $import_id AS import_id, a.source_row, a.respondent, p.canonical AS person, p.person AS identity, a.answered_at, a.question, a.metric,
  a.score, a.answer, a.scale_low, a.scale_high, a.weight, t.code AS touchpoint, c.code AS channel, a.comment, a.person_id
FROM answers AS a
LEFT JOIN people AS p ON p.person_id = a.person_id
LEFT JOIN touchpoints AS t ON t.raw_name = a.touchpoint_name
LEFT JOIN channels AS c ON c.raw_name = a.channel_name
WHERE a.rowid NOT IN (SELECT d.place FROM repeated AS d)
ORDER BY a.source_row, a.question
