-- one row is the whole file: how many of the events that can be taken lie after now
SELECT count(*) AS rows, count(*) FILTER (s.occurred_at > $now) AS future
FROM staged AS s
WHERE s.reason IS NULL
