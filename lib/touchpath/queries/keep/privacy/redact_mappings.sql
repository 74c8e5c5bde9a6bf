-- one row is a mapping remembered for files with a header: the ids of a human in it are written over
UPDATE remembered_mappings AS x SET mapping = regexp_replace(x.mapping, $pattern, $over, 'g')
WHERE regexp_matches(x.mapping, $pattern)
