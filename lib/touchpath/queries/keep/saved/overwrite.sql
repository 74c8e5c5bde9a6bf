-- one row is a saved definition that is replaced
UPDATE saved SET definition = $definition, saved_at = $saved_at WHERE saved.kind = $kind AND saved.name = $name
