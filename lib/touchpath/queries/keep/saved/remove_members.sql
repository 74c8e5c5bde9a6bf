-- one row is a person who leaves a saved group that is deleted
DELETE FROM group_members WHERE group_members.group_name = $name
