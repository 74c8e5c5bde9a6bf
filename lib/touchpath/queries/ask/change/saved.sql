-- one row is a saved change
SELECT c.name, c.touchpoint, c.day, c.reached, c.note, c.definition FROM changes AS c ORDER BY c.day, lower(c.name), c.name
