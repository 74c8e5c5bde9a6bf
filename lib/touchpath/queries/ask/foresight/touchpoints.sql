-- one row is a person at a touchpoint before $cutoff: the least code of its name, how often, how often since $lately, and when last (UTC microseconds)
WITH leads AS (
  SELECT t.code, min(t.code) OVER (PARTITION BY t.touchpoint) AS lead FROM touchpoints AS t
)
SELECT
  f.person,
  l.lead AS touchpoint,
  count(*) AS times,
  count(*) FILTER (f.occurred_at >= $lately) AS times_lately,
  epoch_us(max(f.occurred_at)) AS last_moment
FROM filtered_events AS f JOIN leads AS l ON l.code = f.touchpoint
WHERE f.occurred_at < $cutoff
GROUP BY f.person, l.lead
