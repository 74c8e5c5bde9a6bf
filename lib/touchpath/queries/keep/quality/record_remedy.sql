-- one row is a remedy that is in force from now on
INSERT INTO remedies (remedy_id, kind, title, definition, rows, applied_at)
VALUES ($remedy_id, $kind, $title, $definition, $rows, $applied_at)
