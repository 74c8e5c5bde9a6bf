-- one row is an event kept aside whose original is now held by another import
UPDATE duplicate_events SET duplicate_of = n.import_id
FROM (
  SELECT o.import_id AS of_import, o.source_row, coalesce(min(e.import_id) FILTER (e.import_id <> o.import_id), min(e.import_id)) AS import_id
  FROM orphans AS o
  JOIN events AS e
    ON e.identity = o.identity AND e.occurred_at = o.occurred_at AND e.touchpoint = o.touchpoint
    AND e.event_id IS NOT DISTINCT FROM o.event_id
  GROUP BY o.import_id, o.source_row
) AS n
WHERE duplicate_events.import_id = n.of_import AND duplicate_events.source_row = n.source_row
