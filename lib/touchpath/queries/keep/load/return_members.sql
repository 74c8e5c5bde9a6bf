-- one row is a member of a saved group who was gone for a moment
INSERT INTO group_members (group_name, person)
SELECT m.group_name, p.canonical
FROM remembered_members AS m JOIN people AS p ON p.person_id = m.person_id
EXCEPT
SELECT g.group_name, g.person FROM group_members AS g
