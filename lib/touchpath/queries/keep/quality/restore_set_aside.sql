-- one row is an event that comes back, with the person its id belongs to by now
INSERT INTO events BY NAME
SELECT
  p.canonical AS person, s.occurred_at, s.touchpoint, s.channel, s.session, s.value, s.order_id, s.event_id, s.properties, s.campaign,
  s.currency, s.cancelled, s.identity, s.import_id, s.source_row
FROM set_aside_events AS s
JOIN people AS p ON p.person = s.identity
WHERE s.remedy_id = $remedy_id
ORDER BY s.touchpoint, p.canonical, s.occurred_at, s.source_row
