-- one row is an event row that shares its order with other rows, and the first of them
INSERT INTO order_lines (import_id, source_row, touchpoint, head_import_id, head_source_row, head_touchpoint)
WITH ordered AS (
  SELECT e.person, t.touchpoint AS shown, e.order_id, e.occurred_at, e.import_id, e.source_row, e.touchpoint
  FROM events AS e
  JOIN touchpoints AS t ON t.code = e.touchpoint
  WHERE e.order_id IS NOT NULL AND e.order_id <> ''
), shared AS (
  SELECT
    o.person,
    o.shown,
    o.order_id,
    arg_min(
      struct_pack(import_id := o.import_id, source_row := o.source_row, touchpoint := o.touchpoint),
      row(o.occurred_at, o.import_id, o.source_row, o.touchpoint)
    ) AS head
  FROM ordered AS o
  GROUP BY o.person, o.shown, o.order_id
  HAVING count(*) > 1
)
SELECT o.import_id, o.source_row, o.touchpoint, s.head.import_id, s.head.source_row, s.head.touchpoint
FROM ordered AS o
JOIN shared AS s ON s.person = o.person AND s.shown = o.shown AND s.order_id = o.order_id
