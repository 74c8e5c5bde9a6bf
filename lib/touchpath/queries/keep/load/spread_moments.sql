-- one row is an event a row of the file makes: itself (where it is one), or one of its dated columns that is filled; a row that makes
-- none stays, with the reason. Several rows may share a source_row and a place.
CREATE OR REPLACE TEMP TABLE spread AS
WITH held AS (
  SELECT s.* EXCLUDE (dated), CAST(s.dated AS MAP(VARCHAR, VARCHAR)) AS cells FROM staged AS s
), moments AS (
  SELECT
    unnest($moment_columns) AS date_column, unnest($moment_touchpoints) AS touchpoint_name, unnest($moment_values) AS value_column,
    unnest($moment_refunds) AS refund, unnest($moment_formats) AS written
), dated AS (
  SELECT
    h.*, m.date_column, m.touchpoint_name AS moment_name, m.refund,
    moment(trimmed(h.cells[m.date_column]), m.written, $zone) AS moment_at,
    amount(h.cells[m.value_column], $decimal) AS moment_value
  FROM held AS h CROSS JOIN moments AS m
  WHERE lower(trimmed(h.cells[m.date_column])) NOT IN ('null', 'none', 'undefined', '(not set)', 'n/a', '-')
), made AS (
  SELECT
    d.* EXCLUDE (cells, moment_at, moment_name, moment_value, refund, date_column) REPLACE (
      d.moment_at AS occurred_at,
      d.moment_name AS touchpoint_name,
      CASE WHEN d.refund THEN -abs(d.moment_value) ELSE d.moment_value END AS value,
      CASE WHEN NOT d.refund THEN d.cancelled END AS cancelled,
      d.event_id || ' ' || d.moment_name AS event_id,
      false AS value_unreadable, NULL AS other_time, NULL AS clock_change,
      CASE
        WHEN d.person_id IS NULL THEN 'no person'
        WHEN d.moment_at IS NULL THEN 'time not readable'
        WHEN d.moment_at NOT BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN 'time before 1900 or after 2199'
      END AS reason,
      CASE WHEN d.person_id IS NULL THEN d.column_name ELSE d.date_column END AS column_name
    )
  FROM dated AS d
), every AS (
  SELECT h.* EXCLUDE (cells), 0 AS rank FROM held AS h WHERE $row_is_event
  UNION ALL BY NAME
  SELECT m.*, 1 AS rank FROM made AS m
  UNION ALL BY NAME
  SELECT h.* EXCLUDE (cells) REPLACE (
    CASE WHEN h.person_id IS NULL THEN 'no person' ELSE 'no time' END AS reason,
    CASE WHEN h.person_id IS NULL THEN h.column_name END AS column_name
  ), 2 AS rank
  FROM held AS h
)
SELECT
  e.* EXCLUDE (rank),
  count(*) FILTER (e.rank = 1 AND e.reason IS NOT NULL) OVER (PARTITION BY e.place) AS unread_dates
FROM every AS e
QUALIFY CASE
  WHEN bool_or(e.reason IS NULL) OVER (PARTITION BY e.place) THEN e.reason IS NULL
  ELSE row_number() OVER (PARTITION BY e.place ORDER BY e.rank) = 1
END
ORDER BY e.source_row, e.rank, e.occurred_at
