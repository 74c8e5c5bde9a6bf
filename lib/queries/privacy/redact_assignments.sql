-- one row is a row of assignments about somebody else in which the ids of a human are written over
UPDATE assignments AS x SET attributes = map(map_keys(x.attributes), list_transform(map_values(x.attributes), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(array_to_string(map_values(x.attributes), chr(10)), $pattern)
