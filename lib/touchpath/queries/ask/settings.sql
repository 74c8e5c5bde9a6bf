-- one row is a setting of the workspace that was stored
SELECT s.name, s.value, s.confirmed FROM settings AS s ORDER BY s.name
