-- one row is an event that says the same as one that was repeated of the import taken back: held, set aside, or repeated
-- (duplicate: its place among those); content: what it says (an event id says all, and counts once)
CREATE OR REPLACE TEMP VIEW known_items AS
WITH found AS (
  SELECT
    e.import_id, e.source_row, NULL AS duplicate, NULL AS duplicate_of, e.identity, e.occurred_at, e.touchpoint, e.channel, e.session,
    e.value, e.order_id, e.event_id, e.properties, e.campaign, e.currency, e.cancelled
  FROM events AS e
  UNION ALL
  SELECT
    s.import_id, s.source_row, NULL, NULL, s.identity, s.occurred_at, s.touchpoint, s.channel, s.session, s.value, s.order_id,
    s.event_id, s.properties, s.campaign, s.currency, s.cancelled
  FROM set_aside_events AS s
  UNION ALL
  SELECT
    d.import_id, d.source_row, d.rowid, d.duplicate_of, d.identity, d.occurred_at, d.touchpoint, d.channel, d.session, d.value,
    d.order_id, d.event_id, d.properties, d.campaign, d.currency, d.cancelled
  FROM duplicate_events AS d
)
SELECT
  f.import_id, f.source_row, f.duplicate, f.duplicate_of, false AS once,
  row(
    f.identity, f.occurred_at, f.touchpoint, f.channel, f.session, f.value, f.order_id, f.properties, f.campaign, f.currency,
    f.cancelled
  ) AS content
FROM found AS f
SEMI JOIN sought_events AS s
  ON s.identity = f.identity AND s.occurred_at = f.occurred_at AND s.touchpoint = f.touchpoint AND s.event_id IS NULL
WHERE f.event_id IS NULL
UNION ALL
SELECT f.import_id, f.source_row, f.duplicate, f.duplicate_of, true, row(NULL, NULL, NULL, NULL, f.event_id, NULL, NULL, NULL, NULL, NULL, NULL)
FROM found AS f SEMI JOIN sought_events AS s ON s.event_id = f.event_id
