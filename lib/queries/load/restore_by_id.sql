-- one row is an event that comes back: nobody holds its event id any more
CREATE OR REPLACE TEMP TABLE restored AS
SELECT o.import_id, o.source_row
FROM orphans AS o
WHERE o.event_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.event_id = o.event_id)
  AND NOT EXISTS (SELECT 1 FROM set_aside_events AS s WHERE s.event_id = o.event_id)
QUALIFY row_number() OVER (PARTITION BY o.event_id ORDER BY o.import_id, o.source_row) = 1
