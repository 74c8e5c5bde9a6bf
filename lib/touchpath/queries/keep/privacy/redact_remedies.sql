-- one row is a remedy: the ids of a human in it are written over
UPDATE remedies AS x SET
  title = regexp_replace(x.title, $pattern, $over, 'g'),
  definition = regexp_replace(x.definition, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.title, x.definition), $pattern)
