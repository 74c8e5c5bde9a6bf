-- one row is the source of an event of some touchpoint codes, in stored order
SELECT e.import_id, e.source_row, e.touchpoint
FROM events AS e
WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
