-- one row is a cost: the ids of a human in it are written over
UPDATE costs AS x SET
  campaign = regexp_replace(x.campaign, $pattern, $over, 'g'),
  currency = regexp_replace(x.currency, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.campaign, x.currency), $pattern)
