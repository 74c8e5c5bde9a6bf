-- one row is how many rows of the file say nothing that the workspace does not hold as often
SELECT count(DISTINCT r.source_row) AS rows FROM repeated AS r WHERE r.whole
