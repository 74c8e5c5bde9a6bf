-- one row is the whole file: times that can be taken but are written with dots, day first, among others that are not; and examples
SELECT count(s.other_time) AS rows, coalesce(min_by(s.other_time, s.source_row, 3), []) AS examples
FROM staged AS s
HAVING count(s.other_time) < count(*) FILTER (s.reason IS NULL)
