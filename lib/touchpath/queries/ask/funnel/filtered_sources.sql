-- one row is the source of an event of one touchpoint that passes the filters
SELECT e.import_id, e.source_row FROM filtered_events AS e WHERE e.touchpoint = $touchpoint
