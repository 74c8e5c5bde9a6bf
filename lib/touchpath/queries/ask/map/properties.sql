-- one row is a property that some events of a touchpoint carry, by the name the touchpoint is shown under
WITH spans AS (
  SELECT e.touchpoint, min(e.rowid) AS first_row, max(e.rowid) AS last_row FROM events AS e GROUP BY e.touchpoint
), picked AS (
  SELECT unnest(generate_series(s.first_row, least(s.first_row + 400, s.last_row))) AS row_number FROM spans AS s
), named AS (
  SELECT e.touchpoint, unnest(map_entries(e.properties)) AS entry
  FROM events AS e JOIN picked AS p ON e.rowid = p.row_number
), carried AS (
  SELECT n.touchpoint, n.entry.key AS name FROM named AS n WHERE n.entry.value <> ''
  UNION
  SELECT e.touchpoint, 'campaign'
  FROM events AS e JOIN picked AS p ON e.rowid = p.row_number
  WHERE e.campaign IS NOT NULL
)
SELECT DISTINCT t.touchpoint, c.name
FROM carried AS c JOIN touchpoints AS t ON t.code = c.touchpoint
ORDER BY t.touchpoint, c.name
