-- one row is a rejected row of the file as a line of CSV, read once more from the file
CREATE OR REPLACE TEMP TABLE raw_rows AS
WITH source AS (
  SELECT *, CAST(NULL AS VARCHAR) AS "~nothing"
  FROM read_csv(
    $path, auto_detect => false, columns => $columns, header => $header, skip => $skip, delim => $delimiter,
    quote => $quote, escape => $quote, compression => $compression
  )
), numbered AS (
  SELECT
    coalesce(CAST(COLUMNS($row_column) AS BIGINT), row_number() OVER () + $rows_before) AS source_row, [*COLUMNS('^~c[0-9]+$')] AS cells
  FROM source
)
SELECT n.source_row, raw_row(n.cells) AS raw
FROM numbered AS n
WHERE n.source_row IN (SELECT s.source_row FROM staged AS s WHERE s.reason IS NOT NULL)
