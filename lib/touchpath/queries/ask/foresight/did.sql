-- one row is a person with an event from $cutoff on and up to $until
SELECT DISTINCT f.person FROM filtered_events AS f WHERE f.occurred_at >= $cutoff AND f.occurred_at <= $until
