-- one row is the version of the tables of this file
SELECT max(v.version) AS version FROM schema_version AS v
