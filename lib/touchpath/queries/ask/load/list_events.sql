-- one row is an event as it was uploaded: with ids and names, its import and its row
SELECT
  p.person_id, h.person_id AS canonical_id, e.occurred_at, t.raw_name AS touchpoint, c.raw_name AS channel, e.session, e.value,
  e.order_id, e.event_id, e.properties, e.campaign, e.currency, e.cancelled, e.import_id, e.source_row
FROM events AS e
JOIN people AS p ON p.person = e.identity
JOIN people AS h ON h.person = e.person
JOIN touchpoints AS t ON t.code = e.touchpoint
LEFT JOIN channels AS c ON c.code = e.channel
ORDER BY e.import_id, e.source_row
