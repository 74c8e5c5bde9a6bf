-- one row is an import: its file, counts, what it noticed itself, and when
SELECT i.import_id, i.kind, i.file_name, i.mapping, i.rows_read, i.accepted, i.rejected, i.duplicate, i.findings, i.imported_at
FROM imports AS i
WHERE $import_id IS NULL OR i.import_id = $import_id
ORDER BY i.import_id
