-- one row is a row about somebody else: the ids of a human in it are written over
UPDATE people_rows AS x SET
  persona = regexp_replace(x.persona, $pattern, $over, 'g'),
  attributes = map(map_keys(x.attributes), list_transform(map_values(x.attributes), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(concat_ws(chr(10), x.persona, array_to_string(map_values(x.attributes), chr(10))), $pattern)
