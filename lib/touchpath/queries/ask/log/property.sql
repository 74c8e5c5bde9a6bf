-- one row is the hashed text of a property of an event row of some touchpoint codes, in stored order; missing where empty
SELECT CASE WHEN t.text IS NOT NULL THEN hash(t.text) END AS code
FROM (
  SELECT property_text($name, e.session, e.order_id, e.value, e.campaign, e.currency, e.properties) AS text
  FROM events AS e
  WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
) AS t
