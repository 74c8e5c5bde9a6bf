-- one row is a touchpoint that people met before they first reached the goal: how many of them, and the median time it lies before
WITH reached AS (
  SELECT e.person, min(e.occurred_at) AS goal_at
  FROM events AS e
  JOIN touchpoints AS t ON t.code = e.touchpoint
  WHERE e.person % $every = 0 AND t.touchpoint IN (SELECT unnest($goal))
  GROUP BY e.person
),
last_met AS (
  SELECT e.person, e.touchpoint, max(e.occurred_at) AS met_at, any_value(r.goal_at) AS goal_at
  FROM events AS e
  JOIN reached AS r ON r.person = e.person AND e.occurred_at < r.goal_at
  GROUP BY e.person, e.touchpoint
)
SELECT
  t.touchpoint,
  count(DISTINCT m.person) AS people,
  median(epoch(m.goal_at) - epoch(m.met_at)) AS median_seconds_before,
  (SELECT count(*) FROM reached AS r) AS reached_goal
FROM last_met AS m
JOIN touchpoints AS t ON t.code = m.touchpoint
GROUP BY t.touchpoint
ORDER BY median_seconds_before DESC, t.touchpoint
