-- one row is a guessed setting; a confirmed one stays
INSERT INTO settings (name, value, confirmed) VALUES ($name, $value, false)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE NOT settings.confirmed
