-- one row is an event that is no longer set aside
DELETE FROM set_aside_events WHERE remedy_id = $remedy_id
