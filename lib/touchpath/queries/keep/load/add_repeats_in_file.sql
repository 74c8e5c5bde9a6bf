-- one row is an answer of a row of the file that says cell by cell what a row before it says, though both tell which sheet it is
INSERT INTO repeated
WITH alike AS (
  SELECT
    s.source_row, s.respondent IS NOT NULL AS told, row_number() OVER (PARTITION BY s.cells ORDER BY s.source_row) AS copy
  FROM staged AS s WHERE s.reason IS NULL
)
SELECT a.rowid AS place, a.source_row, $import_id AS duplicate_of, true AS whole
FROM answers AS a JOIN alike AS t ON t.source_row = a.source_row
WHERE t.told AND t.copy > 1 AND a.rowid NOT IN (SELECT d.place FROM repeated AS d)
