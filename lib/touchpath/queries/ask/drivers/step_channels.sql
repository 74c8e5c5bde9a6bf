-- one row is a channel through which people reached the step: how many, and how many of them converted
WITH given AS (
  SELECT
    unnest($people) AS person, make_timestamp(unnest($starts)) AS reached_at, unnest($converted) AS converted
),
through AS (
  SELECT DISTINCT g.person, g.converted, c.channel
  FROM given AS g
  JOIN events AS e ON e.person = g.person AND e.occurred_at = g.reached_at
  JOIN touchpoints AS t ON t.code = e.touchpoint AND ($any_touchpoint OR t.touchpoint IN (SELECT unnest($step)))
  JOIN channels AS c ON c.code = e.channel
)
SELECT h.channel AS value, count(*) AS exposed, sum(h.converted) AS exposed_converted
FROM through AS h
GROUP BY h.channel
ORDER BY exposed DESC, value
