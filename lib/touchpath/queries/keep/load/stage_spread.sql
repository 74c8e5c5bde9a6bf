-- one row is an event that a row of the file makes, in place of the row
CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM spread
