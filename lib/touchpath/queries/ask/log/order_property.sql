-- one row is the hashed text of a property of an event that several rows make up, and its source
SELECT t.import_id, t.source_row, t.touchpoint, CASE WHEN t.text IS NOT NULL THEN hash(t.text) END AS code
FROM (
  SELECT
    o.import_id,
    o.source_row,
    o.touchpoint,
    property_text($name, o.session, o.order_id, o.value, o.campaign, o.currency, o.properties) AS text
  FROM order_events AS o
  WHERE o.touchpoint BETWEEN $first AND $last AND $wanted[o.touchpoint - $first + 1]
) AS t
