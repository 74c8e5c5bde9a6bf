-- one row is a session that the file names, of one person: when it began
SELECT epoch_us(min(f.occurred_at)) AS began_us
FROM filtered_events AS f
WHERE f.session IS NOT NULL
GROUP BY f.person, f.session
