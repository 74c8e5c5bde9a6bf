-- one row is a saved group a human is in
SELECT DISTINCT g.group_name FROM group_members AS g WHERE list_contains($people, g.person) ORDER BY g.group_name
