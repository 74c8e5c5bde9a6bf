-- one row is a person as known before $cutoff: first and last event (UTC microseconds), how many events, days with events and sessions (also since $lately), channels, and the code of the first channel (-1: none)
WITH past AS (
  SELECT
    f.person,
    f.occurred_at,
    f.channel,
    f.session,
    f.import_id,
    f.source_row,
    lag(f.occurred_at) OVER (PARTITION BY f.person ORDER BY f.occurred_at, f.import_id, f.source_row) AS before
  FROM filtered_events AS f
  WHERE f.occurred_at < $cutoff
)
SELECT
  p.person,
  epoch_us(min(p.occurred_at)) AS first_moment,
  epoch_us(max(p.occurred_at)) AS last_moment,
  count(*) AS events,
  count(*) FILTER (p.occurred_at >= $lately) AS events_lately,
  count(DISTINCT CAST(p.occurred_at AS DATE)) AS active_days,
  count(DISTINCT CAST(p.occurred_at AS DATE)) FILTER (p.occurred_at >= $lately) AS active_days_lately,
  count(DISTINCT p.session)
  + count(*) FILTER (p.session IS NULL AND (p.before IS NULL OR p.occurred_at - p.before > INTERVAL 30 MINUTE)) AS sessions,
  count(DISTINCT p.channel) AS channels,
  coalesce(arg_min(coalesce(p.channel, -1), (p.occurred_at, p.import_id, p.source_row)), -1) AS first_channel
FROM past AS p
GROUP BY p.person
ORDER BY p.person
