-- one row is an event of a human, as it was uploaded
SELECT p.person_id, e.occurred_at, t.raw_name AS touchpoint, c.raw_name AS channel, e.session, e.value, e.order_id, e.event_id,
  e.campaign, e.currency, e.cancelled, CAST(e.properties AS VARCHAR) AS properties
FROM events AS e
JOIN people AS p ON p.person = e.identity
JOIN touchpoints AS t ON t.code = e.touchpoint
LEFT JOIN channels AS c ON c.code = e.channel
WHERE list_contains($people, e.identity)
ORDER BY e.occurred_at, e.import_id, e.source_row
