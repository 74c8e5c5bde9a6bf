-- one row is an event: whose, when (UTC microseconds) and what it was worth
SELECT e.person, epoch_us(e.occurred_at) AS moment, coalesce(e.value, 0) AS worth FROM filtered_events AS e
