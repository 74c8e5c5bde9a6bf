-- one row is the mapping last used for files with this header
INSERT INTO remembered_mappings (header_key, kind, mapping, used_at) VALUES ($header_key, $kind, $mapping, $used_at)
ON CONFLICT (header_key, kind) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at
