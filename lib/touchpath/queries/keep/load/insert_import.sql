-- one row is the import that is being made
INSERT INTO imports (import_id, kind, file_name, sha256, mapping, header_key, rows_read, accepted, rejected, duplicate, set_aside, aside, findings, imported_at, reading)
VALUES ($import_id, $kind, $file_name, $sha256, $mapping, $header_key, $rows_read, $accepted, $rejected, $duplicate, $set_aside, $aside, $findings, $imported_at, $reading)
