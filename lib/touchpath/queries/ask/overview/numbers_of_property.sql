-- one row is a property of events: how many of some events of every touchpoint (all: of all events) carry it, how many as a finite
-- number, and one of its texts
WITH spans AS (
  SELECT e.touchpoint, min(e.rowid) AS first_row, max(e.rowid) AS last_row FROM events AS e GROUP BY e.touchpoint
), picked AS (
  SELECT unnest(generate_series(s.first_row, least(s.first_row + 400, s.last_row))) AS row_number FROM spans AS s WHERE NOT $all
), texts AS (
  SELECT nullif(e.properties[$name], '') AS text
  FROM events AS e
  WHERE $all OR e.rowid IN (SELECT p.row_number FROM picked AS p)
)
SELECT
  count(t.text) AS known, count(*) FILTER (isfinite(try_cast(t.text AS DOUBLE))) AS numbers, min(t.text) AS example
FROM texts AS t
