-- one row is a given person who did something after their answer, up to the end of their time: whether they reached the goal,
-- came back a day or more later (by what counts as coming back, none named: anything that does not only ask), and the
-- value of their purchases (none named: of all events), net of refunds under the order id of one, without cancelled ones
WITH given AS (
  SELECT unnest($people) AS person, make_timestamp(unnest($starts)) AS starts, make_timestamp(unnest($ends)) AS ends
), named AS (
  SELECT
    t.code,
    t.touchpoint IN (SELECT unnest($goal)) AS is_goal,
    CASE
      WHEN len($returning) = 0 THEN t.touchpoint NOT IN (SELECT unnest($asking))
      ELSE t.touchpoint IN (SELECT unnest($returning))
    END AS is_return,
    len($purchase) = 0 OR t.touchpoint IN (SELECT unnest($purchase)) AS is_purchase
  FROM touchpoints AS t
), later AS (
  SELECT
    f.person, f.value, f.order_id, f.occurred_at >= g.starts + INTERVAL 1 DAY AS next_day, n.is_goal, n.is_return,
    n.is_purchase AND f.value IS NOT NULL AND NOT coalesce(f.cancelled AND f.value > 0, false) AS is_counted
  FROM filtered_events AS f
  JOIN given AS g ON g.person = f.person AND f.occurred_at > g.starts AND f.occurred_at <= g.ends
  JOIN named AS n ON n.code = f.touchpoint
)
SELECT
  l.person,
  bool_or(l.is_goal) AS reached,
  bool_or(l.is_return AND l.next_day) AS returned,
  coalesce(sum(l.value) FILTER (l.is_counted), 0) + coalesce(sum(l.value) FILTER (
    NOT l.is_counted AND l.value < 0 AND l.order_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM later AS c WHERE c.is_counted AND c.person = l.person AND c.order_id = l.order_id)
  ), 0) AS revenue
FROM later AS l
GROUP BY l.person
