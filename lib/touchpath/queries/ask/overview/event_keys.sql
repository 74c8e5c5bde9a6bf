-- one row is an event as one number: (person * span + ticks since the start) * 2, plus 1 where the file names its session
SELECT
  (CAST(f.person AS BIGINT) * $span + (epoch_us(f.occurred_at) - $start_us) // $tick_us) * 2
  + CAST(f.session IS NOT NULL AS BIGINT) AS event_key
FROM filtered_events AS f
