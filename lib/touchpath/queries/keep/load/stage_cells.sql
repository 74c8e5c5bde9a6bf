-- one row is a row of the file as text, one entry of cells per column; place counts them (several rows may share a source_row)
CREATE OR REPLACE TEMP TABLE source_cells AS
SELECT
  coalesce(CAST(COLUMNS($row_column) AS BIGINT), row_number() OVER () + $rows_before) AS source_row,
  row_number() OVER () AS place,
  [*COLUMNS('^~c[0-9]+$')] AS cells
FROM (
  SELECT *, CAST(NULL AS VARCHAR) AS "~nothing"
  FROM read_csv(
    $path, auto_detect => false, columns => $columns, header => $header, skip => $skip, delim => $delimiter,
    quote => $quote, escape => $quote, compression => $compression, store_rejects => true, rejects_table => 'reading_rejects'
  )
)
