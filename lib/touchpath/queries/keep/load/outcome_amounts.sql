-- one row is a measure of the file: how many amounts, what they add up to, and what they look like
WITH given AS (
  SELECT s.source_row, s.currency, unnest(s.measures) AS measure, unnest(s.amounts) AS amount, unnest(s.added_up) AS added_up FROM staged AS s WHERE s.reason IS NULL
)
SELECT
  g.measure AS name, count(*) AS rows, sum(g.amount) AS total, max(g.amount) AS largest, min(g.amount) AS least,
  count(DISTINCT g.amount) AS different, bool_and(g.amount = floor(g.amount)) AS whole, count_if(g.amount % 10 = 0) AS tens, arg_max(g.source_row, g.amount) AS largest_row,
  bool_and(g.added_up) AS added_up, count(DISTINCT g.currency) AS currencies
FROM given AS g WHERE isfinite(g.amount) GROUP BY g.measure ORDER BY min(g.source_row), total DESC, g.measure
