-- one row is the mapping last used for files with this header
SELECT r.kind, r.mapping FROM remembered_mappings AS r WHERE r.header_key = $header_key ORDER BY r.used_at DESC LIMIT 1
