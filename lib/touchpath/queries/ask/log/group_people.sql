-- one row is a person in a saved group
SELECT DISTINCT g.person FROM group_members AS g WHERE g.group_name = $group_name
