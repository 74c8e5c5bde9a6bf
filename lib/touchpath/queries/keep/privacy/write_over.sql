-- one row is a row that speaks of a human: their ids in it are written over. Names stay apart by a few signs of what they were
UPDATE this_table AS x SET
  each_text = regexp_replace(x.each_text, $pattern, $over, 'g'),
  each_name = CASE
    WHEN regexp_matches(x.each_name, $pattern)
      THEN concat(regexp_replace(x.each_name, $pattern, $over, 'g'), ' ', left(md5(x.each_name), 6))
    ELSE x.each_name
  END,
  each_map = map(map_keys(x.each_map), list_transform(map_values(x.each_map), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(concat_ws(chr(10), x.each_text, x.each_name, array_to_string(map_values(x.each_map), chr(10))), $pattern)
