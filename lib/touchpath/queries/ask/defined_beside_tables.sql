-- one row is a view, a macro or a type of this file: what it is, its name, and what it stands for
SELECT 'view' AS kind, v.view_name AS name, v.sql AS meaning
FROM duckdb_views() AS v
WHERE v.database_name = current_database() AND NOT v.internal AND NOT v.temporary
UNION ALL
SELECT 'macro', f.function_name, f.macro_definition
FROM duckdb_functions() AS f
WHERE f.database_name = current_database() AND NOT f.internal
UNION ALL
SELECT 'type', t.type_name, t.logical_type
FROM duckdb_types() AS t
WHERE t.database_name = current_database() AND NOT t.internal
ORDER BY kind, name, meaning
