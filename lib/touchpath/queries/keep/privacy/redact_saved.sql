-- one row is a saved definition: the ids of a human in it are written over
UPDATE saved AS x SET
  name = CASE WHEN regexp_matches(x.name, $pattern) THEN concat(regexp_replace(x.name, $pattern, $over, 'g'), ' ', left(md5(x.name), 6)) ELSE x.name END,
  definition = regexp_replace(x.definition, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.name, x.definition), $pattern)
