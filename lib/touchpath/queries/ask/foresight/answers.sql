-- one row is a person's answers to a metric before $cutoff, on its usual scale: the last score, and when it was given (UTC microseconds)
WITH usual AS (
  SELECT * FROM (VALUES ('nps', 0.0, 10.0), ('csat', 1.0, 5.0), ('ces', 1.0, 7.0)) AS u (metric, low, high)
)
SELECT
  r.person,
  r.metric,
  arg_max(
    CASE
      WHEN r.scale_high > r.scale_low THEN u.low + (r.score - r.scale_low) / (r.scale_high - r.scale_low) * (u.high - u.low)
      ELSE r.score
    END,
    (r.answered_at, r.import_id, r.source_row, r.score)
  ) AS score,
  epoch_us(max(r.answered_at)) AS last_moment
FROM responses AS r JOIN usual AS u ON u.metric = r.metric
WHERE r.answered_at < $cutoff AND r.person IS NOT NULL AND isfinite(r.score)
GROUP BY r.person, r.metric
