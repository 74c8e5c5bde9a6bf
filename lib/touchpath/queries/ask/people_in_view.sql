-- one row is a person with at least one event in view
SELECT DISTINCT f.person FROM filtered_events AS f ORDER BY f.person
