-- one row is one of the commonest touchpoints of the file, and how many of its rows it is
SELECT s.touchpoint_name AS name, count(*) AS rows
FROM staged AS s WHERE s.reason IS NULL GROUP BY s.touchpoint_name ORDER BY rows DESC, name LIMIT 3
