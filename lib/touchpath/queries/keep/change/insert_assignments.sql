-- one row is a row of an assignments file; the cells of its other columns are named in their order
INSERT INTO assignments (test, source_row, person_id, arm, assigned_at, attributes, file_name)
SELECT g.test, g.source_row, g.person_id, g.arm, CAST(g.assigned_at AS TIMESTAMP), map($names, g.cells), $file_name
FROM given_assignments AS g
