-- one row is a person put into a saved group
INSERT INTO group_members (group_name, person) SELECT $name, m.person FROM given_members AS m
