-- one row is a setting that a person confirmed
INSERT INTO settings (name, value, confirmed) VALUES ($name, $value, true)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, confirmed = true
