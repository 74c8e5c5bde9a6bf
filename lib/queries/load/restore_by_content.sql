-- one row is an event that comes back: the file that had it most often had it more often than it is held now
INSERT INTO restored
WITH keyed AS (
  SELECT
    o.*,
    hash(o.identity, o.occurred_at, o.touchpoint, o.channel, o.session, o.value, o.order_id, CAST(o.properties AS VARCHAR)) AS content
  FROM orphans AS o WHERE o.event_id IS NULL
), held AS (
  SELECT k.content, e.import_id, count(DISTINCT e.source_row) AS rows
  FROM (SELECT DISTINCT content, identity, occurred_at, touchpoint, channel, session, value, order_id, properties FROM keyed) AS k
  JOIN (
    SELECT v.identity, v.occurred_at, v.touchpoint, v.channel, v.session, v.value, v.order_id, v.event_id, v.properties, v.import_id, v.source_row
    FROM events AS v
    UNION ALL
    SELECT s.identity, s.occurred_at, s.touchpoint, s.channel, s.session, s.value, s.order_id, s.event_id, s.properties, s.import_id, s.source_row
    FROM set_aside_events AS s
  ) AS e
    ON e.identity = k.identity AND e.occurred_at = k.occurred_at AND e.touchpoint = k.touchpoint
    AND e.channel IS NOT DISTINCT FROM k.channel AND e.session IS NOT DISTINCT FROM k.session
    AND e.value IS NOT DISTINCT FROM k.value AND e.order_id IS NOT DISTINCT FROM k.order_id
    AND e.properties IS NOT DISTINCT FROM k.properties AND e.event_id IS NULL
  GROUP BY k.content, e.import_id
), aside AS (
  SELECT k.content, d.import_id, count(DISTINCT d.source_row) AS rows
  FROM (SELECT DISTINCT content, identity, occurred_at, touchpoint, channel, session, value, order_id, properties FROM keyed) AS k
  JOIN duplicate_events AS d
    ON d.identity = k.identity AND d.occurred_at = k.occurred_at AND d.touchpoint = k.touchpoint
    AND d.channel IS NOT DISTINCT FROM k.channel AND d.session IS NOT DISTINCT FROM k.session
    AND d.value IS NOT DISTINCT FROM k.value AND d.order_id IS NOT DISTINCT FROM k.order_id
    AND d.properties IS NOT DISTINCT FROM k.properties AND d.event_id IS NULL AND d.import_id <> $import_id
  GROUP BY k.content, d.import_id
), had AS (
  SELECT f.content, f.import_id, sum(f.rows) AS rows
  FROM (SELECT * FROM held UNION ALL SELECT * FROM aside) AS f GROUP BY f.content, f.import_id
), missing AS (
  SELECT
    h.content, max(h.rows) - coalesce((SELECT sum(e.rows) FROM held AS e WHERE e.content = h.content), 0) AS rows,
    arg_max(h.import_id, (h.rows, -h.import_id)) AS import_id
  FROM had AS h GROUP BY h.content
)
SELECT k.import_id, k.source_row
FROM keyed AS k JOIN missing AS m ON m.content = k.content AND m.import_id = k.import_id
QUALIFY row_number() OVER (PARTITION BY k.content ORDER BY k.source_row) <= min(m.rows) OVER (PARTITION BY k.content)
