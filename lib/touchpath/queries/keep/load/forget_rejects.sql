-- what an earlier reading in the same transaction could not split is of no account
DROP TABLE IF EXISTS reading_rejects
