-- one row is an event that passes the filters, where several rows make up one event: an order of several lines
WITH made AS (
  SELECT
    r.person, r.occurred_at, r.touchpoint, r.channel, r.session, r.value, greatest(r.value, 0) AS gross, r.order_id,
    r.event_id, r.properties, r.identity, r.campaign, r.currency, r.cancelled, r.import_id, r.source_row, NULL AS lines
  FROM events AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM order_lines AS l
    WHERE l.import_id = r.import_id AND l.source_row = r.source_row AND l.touchpoint = r.touchpoint
  )
  UNION ALL
  SELECT
    o.person, o.occurred_at, o.touchpoint, o.channel, o.session, o.value, o.gross, o.order_id, o.event_id,
    o.properties, o.identity, o.campaign, o.currency, o.cancelled, o.import_id, o.source_row, o.lines
  FROM order_events AS o
)
SELECT
  e.person,
  e.occurred_at,
  e.touchpoint,
  e.channel,
  e.session,
  e.value,
  e.gross,
  e.order_id,
  e.properties,
  e.campaign,
  e.currency,
  e.cancelled,
  e.import_id,
  e.source_row
FROM made AS e
