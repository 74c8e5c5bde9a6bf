-- one row is the whole view: its first and last moment; rows of one stretch of a file may count as moved in time
SELECT min(m.at_us) AS first_us, max(m.at_us) AS last_us
FROM (
  SELECT epoch_us(f.occurred_at) + CASE
    WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
  END AS at_us
  FROM filtered_rows AS f
) AS m
