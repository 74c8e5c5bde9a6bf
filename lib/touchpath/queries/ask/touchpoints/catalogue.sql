-- one row is a touchpoint as shown (merged names count once) with its traits and its volumes under the filters
WITH shown AS (
  SELECT
    t.touchpoint,
    min(t.code) AS lead,
    list_sort(list(t.raw_name)) AS raw_names,
    arg_min(t.stage, t.code) AS stage,
    arg_min(t.phase, t.code) AS phase,
    arg_min(t.directness, t.code) AS directness,
    arg_min(t.setting, t.code) AS setting,
    bool_and(t.confirmed) AS confirmed
  FROM touchpoints AS t
  GROUP BY t.touchpoint
),
leads AS (
  SELECT t.code, s.lead FROM touchpoints AS t JOIN shown AS s ON s.touchpoint = t.touchpoint
),
volumes AS (
  SELECT
    l.lead,
    count(*) AS events,
    count(DISTINCT e.person) AS people,
    count(DISTINCT e.channel) AS channels,
    min(e.occurred_at) AS first_seen,
    max(e.occurred_at) AS last_seen
  FROM filtered_events AS e
  JOIN leads AS l ON l.code = e.touchpoint
  GROUP BY l.lead
)
SELECT
  s.touchpoint, s.raw_names, s.stage, s.phase, s.directness, s.setting, s.confirmed,
  coalesce(v.events, 0) AS events,
  coalesce(v.people, 0) AS people,
  coalesce(v.channels, 0) AS channels,
  v.first_seen, v.last_seen
FROM shown AS s
LEFT JOIN volumes AS v ON v.lead = s.lead
ORDER BY events DESC, s.touchpoint
