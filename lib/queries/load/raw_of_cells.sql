-- one row is a rejected row of the file as a line of CSV
CREATE OR REPLACE TEMP TABLE raw_rows AS
SELECT c.source_row, raw_row(c.cells) AS raw
FROM source_cells AS c
WHERE c.source_row IN (SELECT s.source_row FROM staged AS s WHERE s.reason IS NOT NULL)
