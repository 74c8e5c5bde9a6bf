-- one row is the values of the events of the file: how many, what they add up to without those that were cancelled, and what they look like
SELECT
  CAST($name AS VARCHAR) AS name, count(s.value) AS rows,
  coalesce(sum(s.value) FILTER (NOT coalesce(s.cancelled AND s.value > 0, false)), 0) AS total, count_if(s.cancelled AND s.value > 0) AS cancelled,
  max(s.value) AS largest, min(s.value) AS least,
  count(DISTINCT s.value) AS different, bool_and(s.value = floor(s.value)) AS whole, count_if(s.value % 10 = 0) AS tens, arg_max(s.source_row, s.value) AS largest_row,
  count(DISTINCT s.currency) AS currencies
FROM staged AS s WHERE s.reason IS NULL AND isfinite(s.value) HAVING count(s.value) > 0
