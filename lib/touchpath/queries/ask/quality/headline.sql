-- one row is the whole view: people, events, goals, purchases, revenue
WITH per_person AS (
  SELECT
    f.person,
    count(*) AS events,
    bool_or(list_contains($goal, f.touchpoint)) AS reached_goal,
    count(*) FILTER (list_contains($purchase, f.touchpoint)) AS purchases,
    sum(f.value) FILTER (len($purchase) = 0 OR list_contains($purchase, f.touchpoint)) AS revenue,
    count(*) FILTER (f.channel IS NULL) AS without_channel
  FROM filtered_rows AS f
  GROUP BY f.person
)
SELECT
  count(*) AS people,
  coalesce(CAST(sum(p.events) AS BIGINT), 0) AS events,
  count(*) FILTER (p.reached_goal) AS goal_people,
  coalesce(CAST(sum(p.purchases) AS BIGINT), 0) AS purchases,
  sum(p.revenue) AS revenue,
  coalesce(CAST(sum(p.without_channel) AS BIGINT), 0) AS events_without_channel
FROM per_person AS p
