-- one row is the file: the columns to name beside rejected rows (NULL: no column)
CREATE OR REPLACE TEMP TABLE labels AS
SELECT
  CAST($person_label AS VARCHAR) AS person_label, CAST($time_label AS VARCHAR) AS time_label,
  CAST($touchpoint_label AS VARCHAR) AS touchpoint_label
