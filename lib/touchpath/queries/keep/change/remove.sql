-- one row is a saved change that is deleted
DELETE FROM changes WHERE changes.name = $name
