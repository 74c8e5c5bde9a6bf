-- one row is a member of a saved group whom nothing in the workspace names any more
DELETE FROM group_members WHERE person NOT IN (SELECT p.person FROM people AS p)
