-- one row is an event that comes back from where it was kept aside
INSERT INTO events BY NAME
SELECT
  p.canonical AS person, d.occurred_at, d.touchpoint, d.channel, d.session, d.value, d.order_id, d.event_id, d.properties, d.campaign,
  d.currency, d.cancelled, d.identity, d.import_id, d.source_row
FROM duplicate_events AS d
JOIN restored_items AS r ON r.duplicate = d.rowid
JOIN people AS p ON p.person = d.identity
ORDER BY d.touchpoint, p.canonical, d.occurred_at, d.source_row
