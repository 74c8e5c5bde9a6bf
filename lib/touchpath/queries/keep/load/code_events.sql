-- one row is an event of the file, with codes in place of names; made when it is read
CREATE OR REPLACE TEMP VIEW coded_events AS
SELECT
  p.canonical AS person, s.occurred_at, t.code AS touchpoint, c.code AS channel, s.session, s.value, s.order_id, s.event_id,
  s.properties, s.campaign, s.currency, s.cancelled, p.person AS identity, s.source_row
FROM staged AS s
JOIN people AS p ON p.person_id = s.person_id
JOIN touchpoints AS t ON t.raw_name = s.touchpoint_name
LEFT JOIN channels AS c ON c.raw_name = s.channel_name
WHERE s.reason IS NULL
