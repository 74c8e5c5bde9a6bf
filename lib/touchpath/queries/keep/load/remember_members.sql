-- one row is a member of a saved group, by the id they are known by whatever becomes of the rows
CREATE OR REPLACE TEMP TABLE remembered_members AS
SELECT g.group_name, p.person_id FROM group_members AS g JOIN people AS p ON p.person = g.person
