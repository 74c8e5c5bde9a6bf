-- one row is how many rows that can be taken have a value that is no number
SELECT count(*) AS rows FROM staged AS s WHERE s.reason IS NULL AND s.value_unreadable
