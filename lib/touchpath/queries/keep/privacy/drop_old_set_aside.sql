-- one row is a row of set_aside_events from before a moment
DELETE FROM set_aside_events AS x WHERE x.occurred_at < $before
