-- one row is a session that the file names: whose, when it began and ended (UTC microseconds), its events, whether it converted
SELECT
  e.person,
  epoch_us(min(e.occurred_at)) AS began,
  epoch_us(max(e.occurred_at)) AS ended,
  count(*) AS events,
  coalesce(bool_or(t.touchpoint IN (SELECT unnest($conversion))), false) AS converted
FROM filtered_events AS e
JOIN touchpoints AS t ON t.code = e.touchpoint
WHERE e.session IS NOT NULL
GROUP BY e.person, e.session
