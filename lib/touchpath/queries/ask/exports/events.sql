-- one row is an event that passes the filters, with names in place of codes
SELECT
  p.person_id AS person, f.occurred_at, t.touchpoint, c.channel, p.persona, f.session, f.value, f.currency, f.order_id,
  f.cancelled, f.campaign,
  CAST(to_json(f.properties) AS VARCHAR) AS properties
FROM filtered_rows AS f
JOIN people AS p ON p.person = f.person
JOIN touchpoints AS t ON t.code = f.touchpoint
LEFT JOIN channels AS c ON c.code = f.channel
ORDER BY f.occurred_at, f.import_id, f.source_row
