-- one row is a touchpoint name nothing is known about yet, with the channel it happens on most
WITH unknown AS (
  SELECT t.code, t.raw_name
  FROM touchpoints AS t
  WHERE t.stage IS NULL AND t.phase IS NULL AND t.directness IS NULL AND t.setting IS NULL AND NOT t.confirmed
),
places AS (
  SELECT e.touchpoint, e.channel, count(*) AS events
  FROM events AS e
  WHERE e.channel IS NOT NULL AND e.touchpoint IN (SELECT u.code FROM unknown AS u)
  GROUP BY e.touchpoint, e.channel
),
main_place AS (
  SELECT p.touchpoint, arg_max(p.channel, p.events) AS channel FROM places AS p GROUP BY p.touchpoint
)
SELECT u.code, u.raw_name, c.channel
FROM unknown AS u
LEFT JOIN main_place AS m ON m.touchpoint = u.code
LEFT JOIN channels AS c ON c.code = m.channel
ORDER BY u.code
