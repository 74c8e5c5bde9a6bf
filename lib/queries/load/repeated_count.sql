-- one row is how many rows of the file another import holds
SELECT count(*) AS rows FROM repeated
