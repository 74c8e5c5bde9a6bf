-- one row is a look at a change: the ids of a human in it are written over
UPDATE looks AS x SET
  change_name = CASE WHEN regexp_matches(x.change_name, $pattern) THEN concat(regexp_replace(x.change_name, $pattern, $over, 'g'), ' ', left(md5(x.change_name), 6)) ELSE x.change_name END,
  question = regexp_replace(x.question, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.change_name, x.question), $pattern)
