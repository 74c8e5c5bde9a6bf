-- one row is the whole file: dates that could not be read in rows that made other events, and how many such rows there are
SELECT coalesce(sum(d.dates), 0) AS dates, count(*) AS rows
FROM (
  SELECT s.place, any_value(s.unread_dates) AS dates FROM staged AS s
  WHERE s.reason IS NULL AND s.unread_dates > 0
  GROUP BY s.place
) AS d
