-- one row is a row of a people file about a human
SELECT p.person_id, r.persona, CAST(r.attributes AS VARCHAR) AS attributes
FROM people_rows AS r JOIN people AS p ON p.person = r.identity
WHERE list_contains($people, r.identity)
ORDER BY r.import_id, r.source_row
