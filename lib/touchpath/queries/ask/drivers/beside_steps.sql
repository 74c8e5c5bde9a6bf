-- one row is a touchpoint after the step was reached: its events, and how many of them lie within two seconds of a step of the funnel
WITH given AS (
  SELECT
    unnest($people) AS person,
    make_timestamp(unnest($starts)) AS reached_at,
    make_timestamp(unnest($nexts)) AS next_at,
    make_timestamp(unnest($deadlines)) AS deadline
)
SELECT
  t.touchpoint,
  count(*) AS events,
  count(*) FILTER (
    abs(epoch_us(e.occurred_at) - epoch_us(g.reached_at)) <= 2000000
    OR abs(epoch_us(e.occurred_at) - epoch_us(g.next_at)) <= 2000000
  ) AS beside
FROM given AS g
JOIN events AS e
  ON e.person = g.person AND e.occurred_at >= g.reached_at AND e.occurred_at <= g.deadline + INTERVAL 2 SECOND
JOIN touchpoints AS t ON t.code = e.touchpoint
GROUP BY t.touchpoint
ORDER BY events DESC, t.touchpoint
