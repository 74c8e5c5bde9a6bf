-- one row is an event that was repeated of the import that is taken back: what others may have to give back
CREATE OR REPLACE TEMP TABLE sought_events AS
SELECT DISTINCT d.identity, d.occurred_at, d.touchpoint, d.event_id FROM duplicate_events AS d WHERE d.duplicate_of = $import_id
