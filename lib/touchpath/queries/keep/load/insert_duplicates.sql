-- one row is an event of this import that was already held; kept aside in case the other import is undone
INSERT INTO duplicate_events (import_id, source_row, duplicate_of, identity, occurred_at, touchpoint, channel, session, value, order_id, event_id, properties, campaign, currency, cancelled)
SELECT $import_id, c.source_row, d.duplicate_of, c.identity, c.occurred_at, c.touchpoint, c.channel, c.session, c.value, c.order_id, c.event_id, c.properties, c.campaign, c.currency, c.cancelled
FROM held_events AS c JOIN duplicates AS d ON d.place = c.rowid
