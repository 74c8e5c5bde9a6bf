-- one row is the calendar of the workspace: zone, week start, first and last moment (a data_end set by the reader wins when earlier)
SELECT
  (SELECT json_extract_string(s.value, '$') FROM settings AS s WHERE s.name = 'time_zone') AS zone,
  (SELECT json_extract_string(s.value, '$') FROM settings AS s WHERE s.name = 'week_start') AS week_start,
  (SELECT min(e.occurred_at) FROM events AS e) AS data_start,
  least(
    (SELECT max(e.occurred_at) FROM events AS e),
    (SELECT try_cast(json_extract_string(s.value, '$') AS TIMESTAMP) FROM settings AS s WHERE s.name = 'data_end')
  ) AS data_end
