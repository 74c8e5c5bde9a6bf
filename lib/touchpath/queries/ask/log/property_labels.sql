-- one row is a text that a property has in events of some touchpoint codes, with its hash
WITH texts AS (
  SELECT property_text($name, e.session, e.order_id, e.value, e.campaign, e.currency, e.properties) AS text
  FROM events AS e
  WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
  UNION ALL
  SELECT property_text($name, o.session, o.order_id, o.value, o.campaign, o.currency, o.properties)
  FROM order_events AS o
  WHERE o.touchpoint BETWEEN $first AND $last AND $wanted[o.touchpoint - $first + 1]
)
SELECT DISTINCT hash(t.text) AS code, t.text AS label FROM texts AS t WHERE t.text IS NOT NULL
