-- one row is a table of which every value was read: its rows
SELECT count(hash(t)) AS rows_read FROM query_table($table) AS t
