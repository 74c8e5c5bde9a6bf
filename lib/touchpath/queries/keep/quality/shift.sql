-- one row is an event whose time is moved
UPDATE this_table SET occurred_at = occurred_at + to_seconds($seconds)
WHERE import_id = $import_id AND source_row BETWEEN $first_row AND $last_row
