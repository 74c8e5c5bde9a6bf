-- one row is a touchpoint that people met after reaching the step and up to the landmark: how many, and how many of them converted
WITH given AS (
  SELECT
    unnest($people) AS person,
    make_timestamp(unnest($starts)) AS reached_at,
    make_timestamp(unnest($landmarks)) AS landmark,
    unnest($converted) AS converted
),
met AS (
  SELECT DISTINCT g.person, g.converted, t.touchpoint
  FROM given AS g
  JOIN events AS e ON e.person = g.person AND e.occurred_at > g.reached_at AND e.occurred_at <= g.landmark
  JOIN touchpoints AS t ON t.code = e.touchpoint
)
SELECT m.touchpoint AS value, count(*) AS exposed, sum(m.converted) AS exposed_converted
FROM met AS m
GROUP BY m.touchpoint
ORDER BY exposed DESC, value
