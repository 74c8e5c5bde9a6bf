-- one row is a saved definition of one kind
SELECT s.name, s.definition, s.saved_at FROM saved AS s WHERE s.kind = $kind ORDER BY lower(s.name), s.name
