-- one row is an event set aside whose time is moved
UPDATE set_aside_events SET occurred_at = occurred_at + to_seconds($seconds)
WHERE import_id = $import_id AND source_row BETWEEN $first_row AND $last_row
