-- one row is a person erased from a saved group
DELETE FROM group_members AS x WHERE x.person IN (SELECT h.person FROM erased_humans AS h)
