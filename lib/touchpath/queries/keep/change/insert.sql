-- one row is a change that is saved
INSERT INTO changes (name, touchpoint, day, reached, note, definition)
VALUES ($name, $touchpoint, CAST($day AS DATE), $reached, $note, $definition)
