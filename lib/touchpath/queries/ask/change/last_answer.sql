-- one row is the moment of the last answer of a survey metric
SELECT max(r.answered_at) AS last_answer FROM responses AS r WHERE r.metric = $metric AND r.score IS NOT NULL
