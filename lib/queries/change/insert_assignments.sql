-- one row is a row of an assignments file
INSERT INTO assignments (test, source_row, person_id, arm, assigned_at, attributes, file_name)
SELECT g.test, g.source_row, g.person_id, g.arm, CAST(g.assigned_at AS TIMESTAMP), CAST(g.attributes AS MAP(VARCHAR, VARCHAR)), $file_name
FROM given_assignments AS g
