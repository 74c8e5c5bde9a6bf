-- one row is a saved definition that gets another name
UPDATE saved SET name = $new_name WHERE saved.kind = $kind AND saved.name = $name
