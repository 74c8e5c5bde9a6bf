-- one row is a stage met through a channel: its events and the people who met it there (missing stays missing)
SELECT
  t.stage,
  c.channel,
  count(*) AS events,
  count(DISTINCT e.person) AS people
FROM filtered_events AS e
JOIN touchpoints AS t ON t.code = e.touchpoint
LEFT JOIN channels AS c ON c.code = e.channel
GROUP BY t.stage, c.channel
ORDER BY t.stage, c.channel
