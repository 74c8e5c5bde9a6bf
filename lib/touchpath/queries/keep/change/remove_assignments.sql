-- one row is a row of an assignments file of a test that is taken out
DELETE FROM assignments WHERE assignments.test = $test
