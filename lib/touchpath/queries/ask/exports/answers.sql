-- one row is an answer of a person who has an event that passes the filters, or of nobody known
SELECT
  r.respondent, p.person_id AS person, p.persona, r.answered_at, r.question, r.metric, r.score, r.answer, r.scale_low,
  r.scale_high, r.weight, t.touchpoint, c.channel, r.comment
FROM responses AS r
LEFT JOIN people AS p ON p.person = r.person
LEFT JOIN touchpoints AS t ON t.code = r.touchpoint
LEFT JOIN channels AS c ON c.code = r.channel
WHERE r.person IS NULL OR r.person IN (SELECT DISTINCT f.person FROM filtered_events AS f)
ORDER BY r.import_id, r.source_row, r.question
