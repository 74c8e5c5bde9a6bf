-- one row is a row of a people file
INSERT INTO people_rows (import_id, source_row, identity, persona, attributes)
SELECT $import_id, s.source_row, p.person, s.persona, s.attributes
FROM staged AS s JOIN people AS p ON p.person_id = s.person_id
WHERE s.reason IS NULL
ORDER BY s.source_row
