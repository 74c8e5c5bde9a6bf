-- one row is a rejected row of the file as a line of CSV
CREATE OR REPLACE TEMP TABLE raw_rows AS
SELECT c.place, raw_row(c.cells) AS raw
FROM source_cells AS c
WHERE c.place IN (SELECT s.place FROM staged AS s WHERE s.reason IS NOT NULL)
