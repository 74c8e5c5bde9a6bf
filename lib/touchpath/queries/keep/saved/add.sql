-- one row is a saved definition
INSERT INTO saved (kind, name, definition, saved_at) VALUES ($kind, $name, $definition, $saved_at)
