-- one row is an event that is set aside
INSERT INTO set_aside_events BY NAME
SELECT
  $remedy_id AS remedy_id, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id, e.properties, e.campaign,
  e.currency, e.cancelled, e.identity, e.import_id, e.source_row
FROM events AS e
SEMI JOIN given_rows AS g ON g.import_id = e.import_id AND g.source_row = e.source_row
