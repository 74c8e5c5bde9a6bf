-- one row is the source of an event row that belongs to the event of an earlier row: the same order
SELECT l.import_id, l.source_row, l.touchpoint
FROM order_lines AS l
WHERE
  l.touchpoint BETWEEN $first AND $last AND $wanted[l.touchpoint - $first + 1]
  AND (l.import_id <> l.head_import_id OR l.source_row <> l.head_source_row OR l.touchpoint <> l.head_touchpoint)
