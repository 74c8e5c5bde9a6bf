-- one row is the values of the events of the file: how many, what they add up to, and what they look like
SELECT
  CAST($name AS VARCHAR) AS name, count(s.value) AS rows, sum(s.value) AS total, max(s.value) AS largest, min(s.value) AS least,
  count(DISTINCT s.value) AS different, bool_and(s.value = floor(s.value)) AS whole, count_if(s.value % 10 = 0) AS tens, arg_max(s.source_row, s.value) AS largest_row,
  count(DISTINCT s.currency) AS currencies
FROM staged AS s WHERE s.reason IS NULL AND isfinite(s.value) HAVING count(s.value) > 0
