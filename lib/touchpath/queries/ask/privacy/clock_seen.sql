-- one row is the latest moment at which the clock was right as far as is known: noted, else that of the newest import
SELECT coalesce(
  (SELECT try_cast(json_extract_string(s.value, '$') AS TIMESTAMP) FROM settings AS s WHERE s.name = 'clock_seen'),
  (SELECT max(i.imported_at) FROM imports AS i)
) AS seen
