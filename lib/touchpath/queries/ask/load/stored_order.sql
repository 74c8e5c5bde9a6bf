-- one row is an event, in the order events lie in the file
SELECT e.touchpoint, e.person, e.occurred_at, e.import_id FROM events AS e ORDER BY e.rowid
