-- one row is the whole workspace: its highest person key and its first and last moment in microseconds
SELECT max(e.person) AS last_person, epoch_us(min(e.occurred_at)) AS first_us, epoch_us(max(e.occurred_at)) AS last_us
FROM events AS e
