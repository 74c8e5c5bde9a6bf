-- one row is a rejected row: the ids of a human in it are written over
UPDATE rejected_rows AS x SET
  column_name = regexp_replace(x.column_name, $pattern, $over, 'g'),
  reason = regexp_replace(x.reason, $pattern, $over, 'g'),
  raw = regexp_replace(x.raw, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.column_name, x.reason, x.raw), $pattern)
