-- one row is an import of the same bytes read the same way
SELECT i.import_id, i.rows_read, i.accepted, i.rejected, i.duplicate, i.set_aside, i.aside
FROM imports AS i
WHERE i.kind = $kind AND i.sha256 = $sha256 AND i.mapping = $mapping AND i.header_key = $header_key
ORDER BY i.import_id
LIMIT 1
