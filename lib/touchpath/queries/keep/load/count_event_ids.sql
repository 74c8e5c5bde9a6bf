-- one row is how many rows that can be taken have an event id
SELECT count(s.event_id) AS ids FROM staged AS s WHERE s.reason IS NULL
