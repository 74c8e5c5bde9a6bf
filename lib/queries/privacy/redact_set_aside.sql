-- one row is a row of set_aside_events about somebody else in which the ids of a human are written over
UPDATE set_aside_events AS x SET properties = map(map_keys(x.properties), list_transform(map_values(x.properties), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(array_to_string(map_values(x.properties), chr(10)), $pattern)
