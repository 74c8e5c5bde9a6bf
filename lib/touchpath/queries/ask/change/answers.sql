-- one row is an answer with a time: whose (-1: nobody known), when (UTC microseconds), its score and scale, the code of its channel (-1: none)
SELECT
  coalesce(r.person, -1) AS person,
  epoch_us(r.answered_at) AS moment,
  r.score,
  r.scale_low,
  r.scale_high,
  coalesce(r.channel, -1) AS channel
FROM responses AS r
LEFT JOIN touchpoints AS t ON t.code = r.touchpoint
WHERE
  r.metric = $metric AND r.score IS NOT NULL AND r.answered_at IS NOT NULL
  AND ($touchpoint IS NULL OR t.touchpoint = $touchpoint)
  AND r.answered_at <= $data_end
