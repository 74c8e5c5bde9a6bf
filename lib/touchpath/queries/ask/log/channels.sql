-- one row is the channel code of an event of some touchpoint codes, in stored order
SELECT e.channel
FROM events AS e
WHERE e.touchpoint BETWEEN $first AND $last AND $wanted[e.touchpoint - $first + 1]
