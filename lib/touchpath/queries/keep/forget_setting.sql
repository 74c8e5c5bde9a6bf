-- one row is a setting that nobody chose any more
DELETE FROM settings WHERE name = $name
