-- one row is a survey answer of one person, in the order given (those without a time last)
SELECT
  r.answered_at, r.question, r.metric, r.score, r.scale_low, r.scale_high, r.answer, r.comment, t.touchpoint, c.channel
FROM responses AS r
LEFT JOIN touchpoints AS t ON t.code = r.touchpoint
LEFT JOIN channels AS c ON c.code = r.channel
WHERE r.person = $person
ORDER BY r.answered_at NULLS LAST, r.import_id, r.source_row
LIMIT $most_rows
