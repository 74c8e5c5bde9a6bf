-- one row is a quarter of an hour (since 1970) with events; rows of one stretch of a file may count as moved in time
SELECT
  (epoch_us(f.occurred_at) + CASE
    WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
  END) // 900000000 AS code,
  count(*) AS events
FROM filtered_rows AS f
GROUP BY code
