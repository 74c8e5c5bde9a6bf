-- one row is the file: the days its amounts lie on
SELECT count(*) AS rows, min(s.day) AS first, max(s.day) AS last, count(DISTINCT s.day) AS days
FROM staged AS s WHERE s.reason IS NULL
