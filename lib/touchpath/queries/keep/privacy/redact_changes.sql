-- one row is a dated change: the ids of a human in it are written over
UPDATE changes AS x SET
  name = CASE WHEN regexp_matches(x.name, $pattern) THEN concat(regexp_replace(x.name, $pattern, $over, 'g'), ' ', left(md5(x.name), 6)) ELSE x.name END,
  touchpoint = regexp_replace(x.touchpoint, $pattern, $over, 'g'),
  reached = regexp_replace(x.reached, $pattern, $over, 'g'),
  note = regexp_replace(x.note, $pattern, $over, 'g'),
  definition = regexp_replace(x.definition, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.name, x.touchpoint, x.reached, x.note, x.definition), $pattern)
