-- one row is the source of an event that passes the filters, of a person who answered
SELECT f.import_id, f.source_row, f.touchpoint
FROM filtered_events AS f
WHERE f.person IN (SELECT r.person FROM responses AS r WHERE r.answered_at IS NOT NULL)
