-- one row is a saved definition as it stood, that is written anew
UPDATE saved SET definition = $text WHERE CAST(saved.saved_id AS VARCHAR) = $key AND saved.definition = $before
