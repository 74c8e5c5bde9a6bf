-- one row is the source of a person's first event
SELECT e.import_id, e.source_row, e.touchpoint
FROM filtered_events AS e
QUALIFY row_number() OVER (PARTITION BY e.person ORDER BY e.occurred_at, e.import_id, e.source_row) = 1
