-- one row is the whole view: people, events, goals, purchases, revenue and span; rows of one stretch of a file may count as moved in time
WITH moved AS (
  SELECT
    f.person, f.touchpoint, f.channel, f.value,
    epoch_us(f.occurred_at) + CASE
      WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
    END AS at_us
  FROM filtered_events AS f
), per_person AS (
  SELECT
    m.person,
    count(*) AS events,
    bool_or(list_contains($goal, m.touchpoint)) AS reached_goal,
    count(*) FILTER (list_contains($purchase, m.touchpoint)) AS purchases,
    sum(m.value) FILTER (len($purchase) = 0 OR list_contains($purchase, m.touchpoint)) AS revenue,
    count(*) FILTER (m.channel IS NULL) AS without_channel,
    min(m.at_us) AS first_us,
    max(m.at_us) AS last_us
  FROM moved AS m
  GROUP BY m.person
)
SELECT
  count(*) AS people,
  coalesce(CAST(sum(p.events) AS BIGINT), 0) AS events,
  count(*) FILTER (p.reached_goal) AS goal_people,
  coalesce(CAST(sum(p.purchases) AS BIGINT), 0) AS purchases,
  sum(p.revenue) AS revenue,
  coalesce(CAST(sum(p.without_channel) AS BIGINT), 0) AS events_without_channel,
  min(p.first_us) AS first_us,
  max(p.last_us) AS last_us
FROM per_person AS p
