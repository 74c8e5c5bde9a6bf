-- What a file holds besides the rows of its table (remarks, totals, other tables): how many rows; aside says why, how many and
-- where (JSON text).
ALTER TABLE imports ADD COLUMN IF NOT EXISTS set_aside BIGINT DEFAULT 0;
ALTER TABLE imports ADD COLUMN IF NOT EXISTS aside VARCHAR DEFAULT '[]';
