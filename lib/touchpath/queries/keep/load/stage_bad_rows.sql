-- one row is a row of the file that could not be split into columns
CREATE OR REPLACE TEMP TABLE bad_rows AS
SELECT CAST(source_row AS BIGINT) AS source_row, reason, raw
FROM read_csv(
  $path, auto_detect => false, columns => {'source_row': 'VARCHAR', 'reason': 'VARCHAR', 'raw': 'VARCHAR'},
  header => false, delim => ',', quote => '"', escape => '"'
)
