-- one row is an event of the file (by its place among those held) that the workspace (or, with event ids, the file) already holds
CREATE OR REPLACE TEMP TABLE duplicates AS
WITH known AS (
  SELECT
    e.identity, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id, e.properties, e.campaign,
    e.currency, e.cancelled, e.import_id, e.source_row
  FROM events AS e
  UNION ALL
  SELECT
    s.identity, s.occurred_at, s.touchpoint, s.channel, s.session, s.value, s.order_id, s.event_id, s.properties, s.campaign,
    s.currency, s.cancelled, s.import_id, s.source_row
  FROM set_aside_events AS s
), held_ids AS (
  SELECT e.event_id, min(e.import_id) AS import_id FROM known AS e WHERE e.event_id IS NOT NULL GROUP BY e.event_id
), by_id AS (
  SELECT c.place, coalesce(h.import_id, $import_id) AS duplicate_of
  FROM (
    SELECT c.rowid AS place, c.event_id, row_number() OVER (PARTITION BY c.event_id ORDER BY c.source_row, c.rowid) AS copy
    FROM held_events AS c WHERE c.event_id IS NOT NULL
  ) AS c
  LEFT JOIN held_ids AS h ON h.event_id = c.event_id
  WHERE c.copy > 1 OR h.event_id IS NOT NULL
), held AS (
  SELECT
    e.identity, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.properties, e.campaign, e.currency,
    e.cancelled, e.import_id,
    row_number() OVER (
      PARTITION BY e.identity, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.properties,
        e.campaign, e.currency, e.cancelled
      ORDER BY e.import_id, e.source_row
    ) AS copy
  FROM known AS e
  SEMI JOIN held_events AS c
    ON c.identity = e.identity AND c.occurred_at = e.occurred_at AND c.touchpoint = e.touchpoint
  WHERE e.event_id IS NULL
), given AS (
  SELECT
    c.*, c.rowid AS place,
    row_number() OVER (
      PARTITION BY c.identity, c.occurred_at, c.touchpoint, c.channel, c.session, c.value, c.order_id, c.properties,
        c.campaign, c.currency, c.cancelled
      ORDER BY c.source_row, c.rowid
    ) AS copy
  FROM held_events AS c
  SEMI JOIN held AS h
    ON h.identity = c.identity AND h.occurred_at = c.occurred_at AND h.touchpoint = c.touchpoint
  WHERE c.event_id IS NULL
)
SELECT i.place, i.duplicate_of FROM by_id AS i
UNION ALL
SELECT g.place, h.import_id AS duplicate_of
FROM given AS g
JOIN held AS h
  ON h.identity = g.identity AND h.occurred_at = g.occurred_at AND h.touchpoint = g.touchpoint AND h.copy = g.copy
  AND h.channel IS NOT DISTINCT FROM g.channel AND h.session IS NOT DISTINCT FROM g.session
  AND h.value IS NOT DISTINCT FROM g.value AND h.order_id IS NOT DISTINCT FROM g.order_id
  AND h.properties IS NOT DISTINCT FROM g.properties AND h.campaign IS NOT DISTINCT FROM g.campaign
  AND h.currency IS NOT DISTINCT FROM g.currency AND h.cancelled IS NOT DISTINCT FROM g.cancelled
