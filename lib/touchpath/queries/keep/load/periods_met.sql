-- one row is the file: its rows that speak of more than a day, and the longest of these periods
SELECT count(DISTINCT a.source_row) AS rows, coalesce(max(a.spread_days), 0) AS longest
FROM coded_amounts AS a WHERE a.spread_days IS NOT NULL
