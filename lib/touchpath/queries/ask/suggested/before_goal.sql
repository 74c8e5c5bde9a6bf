-- one row is a touchpoint that people met before they first reached the goal: how many of them, and the median time from its last such meeting; in the order in which they are usually first met
WITH reached AS (
  SELECT e.person, min(e.occurred_at) AS goal_at
  FROM events AS e
  JOIN touchpoints AS t ON t.code = e.touchpoint
  WHERE e.person % $every = 0 AND t.touchpoint IN (SELECT unnest($goal))
  GROUP BY e.person
),
met AS (
  SELECT e.person, e.touchpoint, min(e.occurred_at) AS first_at, max(e.occurred_at) AS last_at, any_value(r.goal_at) AS goal_at
  FROM events AS e
  JOIN reached AS r ON r.person = e.person AND e.occurred_at < r.goal_at
  GROUP BY e.person, e.touchpoint
)
SELECT
  t.touchpoint,
  count(DISTINCT m.person) AS people,
  median(epoch(m.goal_at) - epoch(m.last_at)) AS median_seconds_before,
  (SELECT count(*) FROM reached AS r) AS reached_goal
FROM met AS m
JOIN touchpoints AS t ON t.code = m.touchpoint
GROUP BY t.touchpoint
ORDER BY median(epoch(m.goal_at) - epoch(m.first_at)) DESC, t.touchpoint
