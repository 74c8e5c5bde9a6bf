-- one row is an import, the latest first
SELECT i.import_id, i.kind, i.file_name, i.sha256, i.mapping, i.rows_read, i.accepted, i.rejected, i.duplicate, i.set_aside, i.aside, i.findings, i.imported_at
FROM imports AS i
ORDER BY i.import_id DESC
