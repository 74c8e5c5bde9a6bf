-- one row is a rule of personas: the ids of a human in it are written over
UPDATE persona_rules AS x SET
  persona = regexp_replace(x.persona, $pattern, $over, 'g'),
  rule = regexp_replace(x.rule, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.persona, x.rule), $pattern)
