-- one row says that two ids are one human
INSERT INTO identities (import_id, source_row, alias, identity)
SELECT $import_id, s.source_row, a.person, p.person
FROM staged AS s
JOIN people AS a ON a.person_id = s.alias_id
JOIN people AS p ON p.person_id = s.person_id
WHERE s.reason IS NULL
ORDER BY s.source_row
