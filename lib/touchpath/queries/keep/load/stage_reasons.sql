-- one row is a reason (NULL: taken) and how many rows of the file it holds for
SELECT s.reason, count(*) AS rows FROM staged AS s GROUP BY s.reason
UNION ALL
SELECT b.reason, count(*) AS rows FROM bad_rows AS b GROUP BY b.reason
ORDER BY rows DESC, reason
