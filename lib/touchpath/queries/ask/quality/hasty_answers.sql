-- one row is the whole view: answers of known people, and those that answer the same question (and touchpoint) again within a day
SELECT count(*) AS answers, count(*) FILTER (a.since <= 86400) AS hasty, count(DISTINCT a.person) FILTER (a.since <= 86400) AS people
FROM (
  SELECT
    r.person,
    epoch_us(r.answered_at) // 1000000 - lag(epoch_us(r.answered_at) // 1000000) OVER (
      PARTITION BY r.person, r.question, r.touchpoint ORDER BY r.answered_at, r.import_id, r.source_row
    ) AS since
  FROM (
    SELECT DISTINCT ON (v.import_id, v.person, v.question, v.touchpoint, v.answered_at, v.answer, v.score) v.*
    FROM responses AS v
    WHERE v.person IS NOT NULL AND v.answered_at IS NOT NULL AND ($import_id IS NULL OR v.import_id = $import_id)
    ORDER BY v.import_id, v.person, v.question, v.touchpoint, v.answered_at, v.answer, v.score, v.source_row
  ) AS r
) AS a
