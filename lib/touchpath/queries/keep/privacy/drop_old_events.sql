-- one row is a row of events from before a moment
DELETE FROM events AS x WHERE x.occurred_at < $before
