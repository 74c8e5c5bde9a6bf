-- one row is the source of an event of one touchpoint, in stored order
SELECT e.import_id, e.source_row FROM events AS e WHERE e.touchpoint = $touchpoint
