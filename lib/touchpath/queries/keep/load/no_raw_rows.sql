-- one row is a rejected row of the file as a line of CSV: there are none
CREATE OR REPLACE TEMP TABLE raw_rows (place BIGINT, raw VARCHAR)
