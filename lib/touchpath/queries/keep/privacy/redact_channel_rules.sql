-- one row is a rule of channels: the ids of a human in it are written over
UPDATE channel_rules AS x SET
  source = regexp_replace(x.source, $pattern, $over, 'g'),
  medium = regexp_replace(x.medium, $pattern, $over, 'g'),
  campaign = regexp_replace(x.campaign, $pattern, $over, 'g'),
  channel = regexp_replace(x.channel, $pattern, $over, 'g')
WHERE regexp_matches(concat_ws(chr(10), x.source, x.medium, x.campaign, x.channel), $pattern)
