-- one row is one of the first rows of the file, as it would be stored
SELECT s.source_row, s.person_id AS person, s.occurred_at, s.touchpoint_name AS touchpoint, s.channel_name AS channel, s.value,
  s.currency, s.order_id, s.cancelled, s.campaign, s.session, s.event_id,
  CASE WHEN $with_properties THEN CAST(s.properties AS MAP(VARCHAR, VARCHAR)) END AS properties,
  CAST(s.reason AS VARCHAR) AS reason
FROM staged AS s ORDER BY s.source_row LIMIT $rows
