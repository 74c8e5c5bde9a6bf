-- one row is an event: whose and when (UTC microseconds)
SELECT e.person, epoch_us(e.occurred_at) AS moment FROM filtered_events AS e
