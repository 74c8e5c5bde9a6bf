-- one row is one of the first answers of the file, as it would be stored
SELECT a.source_row, a.respondent, a.person_id AS person, a.answered_at, a.question, a.metric, a.score, a.answer, a.scale_low, a.scale_high, a.weight, a.touchpoint_name AS touchpoint, a.channel_name AS channel, a.comment
FROM answers AS a ORDER BY a.source_row LIMIT $rows
