-- one row is a saved definition that speaks of a human: the ids are written over
UPDATE saved SET
  name = regexp_replace(saved.name, $pattern, $over, 'g'), definition = regexp_replace(saved.definition, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), saved.name, saved.definition), $pattern)
