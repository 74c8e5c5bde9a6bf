-- one row is an answer, in file order: whose (-1: nobody known) and by whom, when (UTC microseconds; NULL: not said), of
-- which series (a question of an import on one scale), its score, weight (NaN: one that counts nowhere), and the codes the
-- file names (-1: none)
SELECT
  coalesce(r.person, -1) AS person,
  CAST(hash(r.respondent) >> 1 AS BIGINT) AS respondent,
  epoch_us(r.answered_at) AS moment,
  dense_rank() OVER (ORDER BY r.import_id, r.question, r.metric, r.scale_low, r.scale_high) - 1 AS series,
  r.score,
  CASE WHEN r.weight IS NULL THEN 1 WHEN r.weight BETWEEN 1e-100 AND 1e100 THEN r.weight ELSE 'NaN'::DOUBLE END AS weight,
  r.weight IS NOT NULL AS weighted,
  coalesce(r.touchpoint, -1) AS touchpoint,
  coalesce(r.channel, -1) AS channel,
  r.import_id,
  r.source_row
FROM responses AS r
ORDER BY r.import_id, r.source_row, r.question
