-- one row is one of the first rows of the file, as it would be stored
SELECT s.source_row, s.alias_id AS alias, s.person_id AS person, s.reason FROM staged AS s ORDER BY s.source_row LIMIT $rows
