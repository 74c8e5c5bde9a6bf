-- one row is an event of one person, in the order it happened
SELECT
  e.occurred_at, t.touchpoint, t.stage, c.channel, e.value, e.session, e.order_id, e.cancelled, e.properties
FROM events AS e
JOIN touchpoints AS t ON t.code = e.touchpoint
LEFT JOIN channels AS c ON c.code = e.channel
WHERE e.person = $person
ORDER BY e.occurred_at, e.import_id, e.source_row
LIMIT $most_rows
