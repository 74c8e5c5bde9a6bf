-- one row is a saved definition that is deleted
DELETE FROM saved WHERE saved.kind = $kind AND saved.name = $name
