-- one row is a cost: the ids of a human in it are written over
UPDATE costs AS x SET campaign = regexp_replace(x.campaign, $pattern, $over, 'g')
WHERE regexp_matches(x.campaign, $pattern)
