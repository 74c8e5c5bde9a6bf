-- one row is the whole file: the days its amounts lie on, with every day of the periods its rows speak of
WITH periods AS (
  SELECT s.day AS first, CAST(s.day + CAST(s.days AS INTEGER) - 1 AS DATE) AS last, count(*) AS rows
  FROM staged AS s WHERE s.reason IS NULL
  GROUP BY ALL
), days AS (
  SELECT DISTINCT CAST(unnest(generate_series(p.first, p.last, INTERVAL 1 DAY)) AS DATE) AS day FROM periods AS p
)
SELECT
  (SELECT CAST(coalesce(sum(p.rows), 0) AS BIGINT) FROM periods AS p) AS rows, min(d.day) AS first, max(d.day) AS last, count(*) AS days,
  count(*) >= 8 AND max(d.day) - min(d.day) = 7 * (count(*) - 1) AND bool_and((d.day - DATE '1900-01-01') % 7 = (SELECT (min(p.first) - DATE '1900-01-01') % 7 FROM periods AS p)) AS weekly
FROM days AS d
