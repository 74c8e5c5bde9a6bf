-- one row is an event of the named touchpoints as one number: (person * span + ticks since the start) * 2
SELECT (CAST(f.person AS BIGINT) * $span + (epoch_us(f.occurred_at) - $start_us) // $tick_us) * 2 AS event_key
FROM filtered_events AS f
WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($touchpoints)))
