-- one row is a repeated amount: the ids of a human in it are written over
UPDATE duplicate_amounts AS x SET
  campaign = regexp_replace(x.campaign, $pattern, $over, 'g'),
  currency = regexp_replace(x.currency, $pattern, $over, 'g'),
  measure = regexp_replace(x.measure, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.campaign, x.currency, x.measure), $pattern)
