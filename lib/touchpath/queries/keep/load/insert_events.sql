-- one row is an event of this import, in the physical order that questions read fast. What the file does not have is not carried
-- through the sorting; the place of a row among equals is cut to 31 bits, so that a key of the sorting is 24 bytes and not 32.
INSERT INTO events BY NAME
SELECT
  e.person, e.occurred_at, e.touchpoint, e.channel,
  CASE WHEN $with_session THEN e.session END AS session,
  e.value,
  CASE WHEN $with_order_id THEN e.order_id END AS order_id,
  CASE WHEN $with_event_id THEN e.event_id END AS event_id,
  CASE WHEN $with_properties THEN CAST(e.properties AS MAP(VARCHAR, VARCHAR)) END AS properties,
  CASE WHEN $with_campaign THEN e.campaign END AS campaign,
  CASE WHEN $with_currency THEN e.currency END AS currency,
  CASE WHEN $with_cancelled THEN e.cancelled END AS cancelled,
  e.identity, $import_id AS import_id, e.source_row
FROM (
  SELECT * FROM coded_events AS c
  ORDER BY c.touchpoint, c.person, c.occurred_at, CAST(c.source_row & 2147483647 AS INTEGER)
) AS e
