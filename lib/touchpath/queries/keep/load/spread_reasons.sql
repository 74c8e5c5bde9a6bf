-- one row is a reason (NULL: taken) and how many rows of the file it holds for; several events may come of one row
SELECT s.reason, count(DISTINCT s.place) AS rows FROM staged AS s GROUP BY s.reason
UNION ALL
SELECT b.reason, count(*) AS rows FROM bad_rows AS b GROUP BY b.reason
ORDER BY rows DESC, reason
