-- one row is the whole file: amounts that show the decimal sign of the mapping, that show the other, and that leave it open
SELECT
  count(*) FILTER (s.decimals = 1) AS same, count(*) FILTER (s.decimals = -1) AS other, count(*) FILTER (s.decimals = 2) AS open
FROM staged AS s
WHERE s.reason IS NULL
