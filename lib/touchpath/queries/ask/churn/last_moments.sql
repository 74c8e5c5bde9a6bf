-- one row is a person's last event (UTC microseconds)
SELECT e.person, epoch_us(max(e.occurred_at)) AS moment FROM filtered_events AS e GROUP BY e.person
