-- one row is the whole view: the quarters of an hour (since 1970) and the touchpoint codes that have events
SELECT
  list(DISTINCT (epoch_us(f.occurred_at) + CASE
    WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
  END) // 900000000) AS cells,
  list(DISTINCT f.touchpoint) AS touchpoints
FROM filtered_events AS f
