-- one row is an event: whose, when (UTC microseconds), its place in the files, its channel and one of its properties
SELECT
  e.person,
  epoch_us(e.occurred_at) AS moment,
  e.import_id,
  e.source_row,
  coalesce(c.channel, '') AS channel,
  CASE $name
    WHEN 'channel' THEN c.channel
    WHEN 'touchpoint' THEN t.touchpoint
    WHEN 'value' THEN regexp_replace(CAST(e.value AS VARCHAR), '\.0$', '')
    WHEN 'order_id' THEN e.order_id
    WHEN 'session' THEN e.session
    WHEN 'campaign' THEN coalesce(e.campaign, e.properties['campaign'])
    WHEN 'currency' THEN coalesce(e.currency, e.properties['currency'])
    ELSE shortest_number(e.properties[$name])
  END AS label
FROM filtered_events AS e
JOIN touchpoints AS t ON t.code = e.touchpoint
LEFT JOIN channels AS c ON c.code = e.channel
