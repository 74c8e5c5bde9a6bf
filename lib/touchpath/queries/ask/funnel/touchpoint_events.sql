-- one row is an event of one touchpoint, in stored order (sorted by person and time within each import)
SELECT e.person, e.occurred_at FROM events AS e WHERE e.touchpoint = $touchpoint
