-- one row is an assignment of somebody else: the ids of a human in it are written over
UPDATE assignments AS x SET
  test = regexp_replace(x.test, $pattern, $over, 'g'),
  person_id = regexp_replace(x.person_id, $pattern, $over, 'g'),
  arm = regexp_replace(x.arm, $pattern, $over, 'g'),
  file_name = regexp_replace(x.file_name, $pattern, $over, 'g'),
  attributes = map(map_keys(x.attributes), list_transform(map_values(x.attributes), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(concat_ws(chr(10), x.test, x.person_id, x.arm, x.file_name, array_to_string(map_values(x.attributes), chr(10))), $pattern)
