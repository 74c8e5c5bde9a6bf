-- one row is a property that conditions can name: scope is event or person; read from some events of every touchpoint
WITH spans AS (
  SELECT e.touchpoint, min(e.rowid) AS first_row, max(e.rowid) AS last_row FROM events AS e GROUP BY e.touchpoint
), picked AS (
  SELECT unnest(generate_series(s.first_row, least(s.first_row + 400, s.last_row))) AS row_number FROM spans AS s
)
SELECT DISTINCT 'event' AS scope, unnest(map_keys(e.properties)) AS name
FROM events AS e JOIN picked AS p ON e.rowid = p.row_number
UNION
SELECT DISTINCT 'person', unnest(map_keys(p.attributes)) FROM people AS p
ORDER BY scope, name
