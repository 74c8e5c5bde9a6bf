-- one row is a person of a saved group that gets another name
UPDATE group_members SET group_name = $new_name WHERE group_members.group_name = $name
