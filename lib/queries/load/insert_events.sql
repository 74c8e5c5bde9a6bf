-- one row is an event of this import, in the physical order that questions read fast
INSERT INTO events
SELECT
  e.person, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id,
  CASE WHEN $with_properties THEN CAST(e.properties AS MAP(VARCHAR, VARCHAR)) END AS properties,
  e.identity, $import_id, e.source_row
FROM (SELECT * FROM coded_events AS c ORDER BY c.touchpoint, c.person, c.occurred_at, c.source_row) AS e
