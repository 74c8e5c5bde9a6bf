-- one row is the source of an event of some touchpoint codes that passes the filters
SELECT e.import_id, e.source_row, e.touchpoint
FROM filtered_events AS e
WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
