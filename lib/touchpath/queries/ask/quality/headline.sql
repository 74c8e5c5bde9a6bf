-- one row is the whole view: people, rows of events and of purchases, goals, revenue; revenue is as overview/revenue has it:
-- what is left of an order after its lines are summed, nothing of a cancelled one, and refunds at other touchpoints
WITH told AS (
  SELECT
    f.person, t.touchpoint AS shown, f.order_id, f.value, f.cancelled,
    len($purchase) = 0 OR list_contains($purchase, f.touchpoint) AS pays
  FROM filtered_rows AS f JOIN touchpoints AS t ON t.code = f.touchpoint
  WHERE f.value IS NOT NULL OR f.cancelled
), made AS (
  SELECT
    o.person, o.order_id, bool_or(o.pays) AS pays, sum(o.value) AS value,
    coalesce(bool_or(o.cancelled), false)
    OR (count(*) > 1 AND coalesce(bool_or(o.value < 0), false) AND coalesce(sum(o.value), 0) <= 0) AS cancelled
  FROM told AS o
  WHERE o.order_id <> ''
  GROUP BY o.person, o.shown, o.order_id
  UNION ALL
  SELECT r.person, NULL AS order_id, r.pays, r.value, coalesce(r.cancelled, false) AS cancelled
  FROM told AS r
  WHERE r.order_id IS NULL OR r.order_id = ''
), bought AS (
  SELECT m.person, fsum(m.value) FILTER (m.pays AND NOT (m.cancelled AND m.value > 0)) AS revenue
  FROM made AS m
  GROUP BY m.person
), refunded AS (
  SELECT b.person, fsum(b.value) AS revenue
  FROM made AS b
  WHERE NOT b.pays AND b.value < 0 AND EXISTS (
    SELECT 1 FROM made AS c
    WHERE
      c.person = b.person AND c.order_id = b.order_id AND c.pays AND c.value IS NOT NULL
      AND NOT (c.cancelled AND c.value > 0)
  )
  GROUP BY b.person
), per_person AS (
  SELECT
    f.person,
    count(*) AS events,
    bool_or(list_contains($goal, f.touchpoint)) AS reached_goal,
    count(*) FILTER (list_contains($purchase, f.touchpoint)) AS purchases,
    count(*) FILTER (f.channel IS NULL) AS without_channel
  FROM filtered_rows AS f
  GROUP BY f.person
)
SELECT
  count(*) AS people,
  coalesce(CAST(sum(p.events) AS BIGINT), 0) AS events,
  count(*) FILTER (p.reached_goal) AS goal_people,
  coalesce(CAST(sum(p.purchases) AS BIGINT), 0) AS purchases,
  fsum(b.revenue + coalesce(r.revenue, 0)) AS revenue,
  coalesce(CAST(sum(p.without_channel) AS BIGINT), 0) AS events_without_channel
FROM per_person AS p
LEFT JOIN bought AS b ON b.person = p.person
LEFT JOIN refunded AS r ON r.person = p.person
