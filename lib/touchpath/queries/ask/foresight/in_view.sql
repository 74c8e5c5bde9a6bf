-- one row is a person with an event in view before $cutoff
SELECT DISTINCT f.person FROM filtered_events AS f WHERE f.occurred_at < $cutoff ORDER BY f.person
