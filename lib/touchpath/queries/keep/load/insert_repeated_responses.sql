-- one row is an answer of this import that was already held; kept aside in case the other import is undone
INSERT INTO duplicate_responses BY NAME
SELECT
  $import_id AS import_id, a.source_row, d.duplicate_of, a.respondent, a.person_id, a.answered_at, a.question, a.metric, a.score,
  a.answer, a.scale_low, a.scale_high, a.weight, t.code AS touchpoint, c.code AS channel, a.comment
FROM answers AS a
JOIN repeated AS d ON d.place = a.rowid
LEFT JOIN touchpoints AS t ON t.raw_name = a.touchpoint_name
LEFT JOIN channels AS c ON c.raw_name = a.channel_name
ORDER BY a.source_row, a.question
