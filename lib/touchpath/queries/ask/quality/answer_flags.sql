-- one row is a kind of answers of one import and metric (which flaws they share): how many, scores, and the numbers written
WITH flagged AS (
  SELECT
    r.import_id, r.metric, r.score,
    CASE WHEN r.score IS NULL AND r.scale_low IS NOT NULL THEN try_cast(r.answer AS DOUBLE) END AS written,
    r.person IS NULL AS unknown,
    r.answered_at IS NULL AS timeless,
    r.score IS NULL AND r.answer IS NULL AS unscored,
    r.scale_low, r.scale_high,
    row_number() OVER (
      PARTITION BY r.import_id, r.respondent, r.answered_at, r.question, r.score, r.answer, r.touchpoint, r.channel, r.comment
      ORDER BY r.source_row
    ) > 1 AS repeated
  FROM responses AS r
  WHERE $import_id IS NULL OR r.import_id = $import_id
)
SELECT
  f.import_id, f.metric, f.scale_low, f.scale_high, f.unknown, f.timeless, f.unscored, f.repeated,
  coalesce(f.written NOT BETWEEN f.scale_low AND f.scale_high, false) AS beyond,
  count(*) AS answers, count(f.score) AS scores, coalesce(sum(f.score), 0) AS score_sum, coalesce(sum(f.written), 0) AS written_sum
FROM flagged AS f
GROUP BY ALL
ORDER BY ALL
