-- one row is a row of the file that could not be split into columns: there are none
CREATE OR REPLACE TEMP TABLE bad_rows (source_row BIGINT, reason VARCHAR, raw VARCHAR)
