-- one row is a person's first event (UTC microseconds)
SELECT e.person, epoch_us(min(e.occurred_at)) AS moment FROM filtered_events AS e GROUP BY e.person
