-- one row is a text that a property has in events of some touchpoint codes, with its hash
WITH texts AS (
  SELECT
    nullif(
      CASE $name
        WHEN 'session' THEN e.session
        WHEN 'order_id' THEN e.order_id
        WHEN 'value' THEN regexp_replace(CAST(e.value AS VARCHAR), '\.0$', '')
        WHEN 'campaign' THEN coalesce(e.campaign, e.properties['campaign'])
        WHEN 'currency' THEN coalesce(e.currency, e.properties['currency'])
        ELSE shortest_number(e.properties[$name])
      END,
      ''
    ) AS text
  FROM events AS e
  WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
)
SELECT DISTINCT hash(t.text) AS code, t.text AS label FROM texts AS t WHERE t.text IS NOT NULL
