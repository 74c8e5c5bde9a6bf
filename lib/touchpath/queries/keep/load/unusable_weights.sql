-- one row is the whole file: rows whose weight is missing, unreadable, or not above 0, and examples of what is written
SELECT count(*) AS rows, list(DISTINCT coalesce(s.weight_text, ''))[1:5] AS examples
FROM staged AS s
WHERE s.reason IN ('no weight', 'weight not readable', 'weight not above 0')
