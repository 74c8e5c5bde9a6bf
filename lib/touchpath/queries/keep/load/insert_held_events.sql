-- one row is an event of this import that was no duplicate, in the physical order that questions read fast
INSERT INTO events BY NAME
SELECT
  e.person, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id, e.properties, e.campaign,
  e.currency, e.cancelled, e.identity, $import_id AS import_id, e.source_row
FROM held_events AS e
ORDER BY e.touchpoint, e.person, e.occurred_at, e.source_row
