-- one row is a rejected row of the file as a line of CSV, read once more from the file
CREATE OR REPLACE TEMP TABLE raw_rows AS
WITH source AS (
  SELECT *, CAST(NULL AS VARCHAR) AS "~nothing"
  FROM read_csv(
    $path, auto_detect => false, columns => $columns, header => $header, skip => $skip, delim => $delimiter,
    quote => $quote, escape => $quote, compression => $compression
  )
), placed AS (
  SELECT row_number() OVER () AS place, [*COLUMNS('^~c[0-9]+$')] AS cells FROM source
)
SELECT p.place, raw_row(p.cells) AS raw
FROM placed AS p
WHERE p.place IN (SELECT s.place FROM staged AS s WHERE s.reason IS NOT NULL)
