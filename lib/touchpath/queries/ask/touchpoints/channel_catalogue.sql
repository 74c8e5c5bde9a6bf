-- one row is a channel as shown (merged names count once) with its volumes under the filters
WITH shown AS (
  SELECT c.channel, min(c.code) AS lead, list_sort(list(c.raw_name)) AS raw_names
  FROM channels AS c
  GROUP BY c.channel
),
leads AS (
  SELECT c.code, s.lead FROM channels AS c JOIN shown AS s ON s.channel = c.channel
),
volumes AS (
  SELECT
    l.lead,
    count(*) AS events,
    count(DISTINCT e.person) AS people,
    min(e.occurred_at) AS first_seen,
    max(e.occurred_at) AS last_seen
  FROM filtered_events AS e
  JOIN leads AS l ON l.code = e.channel
  GROUP BY l.lead
)
SELECT
  s.channel, s.raw_names,
  coalesce(v.events, 0) AS events,
  coalesce(v.people, 0) AS people,
  v.first_seen, v.last_seen
FROM shown AS s
LEFT JOIN volumes AS v ON v.lead = s.lead
ORDER BY events DESC, s.channel
