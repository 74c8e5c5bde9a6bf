-- one row is a person with events in view
SELECT DISTINCT f.person FROM filtered_rows AS f
