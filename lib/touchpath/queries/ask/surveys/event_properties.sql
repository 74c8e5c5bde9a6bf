-- one row is an event of a person who answered that has the property: its source, and the property as text
SELECT p.import_id, p.source_row, p.touchpoint, p.value
FROM (
  SELECT
    f.import_id, f.source_row, f.touchpoint,
    property_text($name, f.session, f.order_id, f.value, f.campaign, f.currency, f.properties) AS value
  FROM filtered_events AS f
  WHERE f.person IN (SELECT r.person FROM responses AS r WHERE r.answered_at IS NOT NULL)
) AS p
WHERE p.value IS NOT NULL
