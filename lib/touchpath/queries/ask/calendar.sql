-- one row is the calendar of the workspace: zone, week start, first and last moment, whether events lie after the last and whether rows share orders
WITH chosen AS (
  SELECT
    (SELECT json_extract_string(s.value, '$') FROM settings AS s WHERE s.name = 'time_zone') AS zone,
    (SELECT json_extract_string(s.value, '$') FROM settings AS s WHERE s.name = 'week_start') AS week_start,
    (SELECT try_cast(json_extract_string(s.value, '$') AS DATE) FROM settings AS s WHERE s.name = 'data_end') AS last_day
), moments AS (
  SELECT min(e.occurred_at) AS data_start, max(e.occurred_at) AS last_event FROM events AS e
), ends AS (
  -- the last day that a person set counts whole, in the zone of the workspace
  SELECT
    CAST(timezone(coalesce(c.zone, 'UTC'), CAST(c.last_day + 1 AS TIMESTAMP)) AS TIMESTAMP) - to_microseconds(1) AS set_end
  FROM chosen AS c
)
SELECT
  c.zone,
  c.week_start,
  m.data_start,
  least(m.last_event, n.set_end) AS data_end,
  coalesce(m.last_event > n.set_end, false) AS later_events,
  exists(SELECT 1 FROM order_events AS o) AS orders
FROM chosen AS c, moments AS m, ends AS n
