-- one row is a setting: the ids of a human in it are written over
UPDATE settings AS x SET value = regexp_replace(x.value, $pattern, $over, 'g')
WHERE regexp_matches(x.value, $pattern)
