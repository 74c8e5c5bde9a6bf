-- one row is a migration this file has been through
INSERT INTO schema_version (version, migrated_at) VALUES ($version, $migrated_at)
