-- one row is a quarter of an hour (since 1970) of one import: its events, and how many of them lie on midnight UTC
SELECT
  f.import_id,
  epoch_us(f.occurred_at) // 900000000 AS cell,
  count(*) AS events,
  count(*) FILTER (epoch_us(f.occurred_at) % 86400000000 = 0) AS midnights
FROM filtered_rows AS f
GROUP BY f.import_id, cell
ORDER BY cell, f.import_id
