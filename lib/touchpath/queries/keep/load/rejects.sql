-- one row is how many rows the database could not split while reading the file
SELECT count(*) AS rows FROM reading_rejects
