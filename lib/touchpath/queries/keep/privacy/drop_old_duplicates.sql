-- one row is a row of duplicate_events from before a moment
DELETE FROM duplicate_events AS x WHERE x.occurred_at < $before
