-- one row is an event another import keeps aside that says the same as an event being taken back
CREATE OR REPLACE TEMP TABLE orphans AS
WITH taken AS (
  SELECT e.identity, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id, e.properties
  FROM events AS e WHERE e.import_id = $import_id
  UNION ALL
  SELECT s.identity, s.occurred_at, s.touchpoint, s.channel, s.session, s.value, s.order_id, s.event_id, s.properties
  FROM set_aside_events AS s WHERE s.import_id = $import_id
)
SELECT d.*
FROM duplicate_events AS d
WHERE d.import_id <> $import_id AND (
  EXISTS (SELECT 1 FROM taken AS e WHERE e.event_id = d.event_id)
  OR (d.event_id IS NULL AND EXISTS (
    SELECT 1 FROM taken AS e
    WHERE e.event_id IS NULL AND e.identity = d.identity AND e.occurred_at = d.occurred_at AND e.touchpoint = d.touchpoint
      AND e.channel IS NOT DISTINCT FROM d.channel AND e.session IS NOT DISTINCT FROM d.session
      AND e.value IS NOT DISTINCT FROM d.value AND e.order_id IS NOT DISTINCT FROM d.order_id
      AND e.properties IS NOT DISTINCT FROM d.properties
  ))
)
