-- one row is the lowest and the highest key of people with events
SELECT min(e.person) AS low, max(e.person) AS high FROM events AS e
