-- one row is a name of a channel: the ids of a human in it are written over
UPDATE channels AS x SET
  raw_name = CASE WHEN regexp_matches(x.raw_name, $pattern) THEN concat(regexp_replace(x.raw_name, $pattern, $over, 'g'), ' ', x.code) ELSE x.raw_name END,
  channel = regexp_replace(x.channel, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.raw_name, x.channel), $pattern)
