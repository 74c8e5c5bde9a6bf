-- one row is a member of a group whose name speaks of somebody: the ids of a human in it are written over
UPDATE group_members AS x SET group_name = CASE WHEN regexp_matches(x.group_name, $pattern) THEN concat(regexp_replace(x.group_name, $pattern, $over, 'g'), ' ', left(md5(x.group_name), 6)) ELSE x.group_name END
WHERE regexp_matches(x.group_name, $pattern)
