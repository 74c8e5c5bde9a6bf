-- one row is an event of some touchpoint codes, in stored order (sorted by touchpoint, person and time within each import)
SELECT e.person, e.occurred_at
FROM events AS e
WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
