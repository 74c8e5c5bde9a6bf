-- one row is a remedy in force, the latest first
SELECT r.remedy_id, r.kind, r.title, r.definition, r.rows, r.applied_at FROM remedies AS r ORDER BY r.remedy_id DESC
