-- one row is nothing: raw_row(cells) is a row as a line of CSV
CREATE OR REPLACE TEMP MACRO raw_row(cells) AS array_to_string(list_transform(
  cells, lambda part: CASE
    WHEN regexp_matches(part, '[",\n\r]') THEN concat('"', replace(part, '"', '""'), '"')
    ELSE coalesce(part, '')
  END
), ',')
