-- one row is an event of a human that a remedy of data quality set aside
SELECT
  i.file_name AS file, d.source_row AS row, p.person_id, d.occurred_at, t.raw_name AS touchpoint, c.raw_name AS channel, d.session, d.value,
  d.order_id, d.event_id, d.campaign, d.currency, d.cancelled, CAST(d.properties AS VARCHAR) AS properties
FROM set_aside_events AS d
JOIN people AS p ON p.person = d.identity
LEFT JOIN imports AS i ON i.import_id = d.import_id
LEFT JOIN touchpoints AS t ON t.code = d.touchpoint
LEFT JOIN channels AS c ON c.code = d.channel
WHERE list_contains($people, d.identity)
ORDER BY d.import_id, d.source_row
