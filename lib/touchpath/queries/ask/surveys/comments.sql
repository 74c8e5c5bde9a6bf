-- one row is a comment: the row of a file it stands in (its answers share it), what was written, and whose it is
SELECT r.import_id, r.source_row, any_value(r.comment) AS comment, any_value(p.person_id) AS person_id
FROM responses AS r
LEFT JOIN people AS p ON p.person = r.person AND p.canonical = p.person
WHERE trim(r.comment) <> ''
GROUP BY r.import_id, r.source_row
ORDER BY r.import_id, r.source_row
