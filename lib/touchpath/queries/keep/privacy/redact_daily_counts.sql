-- one row is a daily count: the ids of a human in it are written over
UPDATE daily_counts AS x SET
  campaign = regexp_replace(x.campaign, $pattern, $over, 'g'),
  measure = regexp_replace(x.measure, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.campaign, x.measure), $pattern)
