-- one row is an event at a touchpoint that asks for an answer, in the order of the person's log: when (UTC microseconds),
-- through which touchpoint, and the property that names the survey ('': none)
SELECT
  f.person, epoch_us(f.occurred_at) AS moment, f.touchpoint, f.import_id, f.source_row,
  coalesce(property_text($name, f.session, f.order_id, f.value, f.campaign, f.currency, f.properties), '') AS survey
FROM filtered_events AS f
WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
ORDER BY f.person, f.occurred_at, f.import_id, f.source_row, f.touchpoint
