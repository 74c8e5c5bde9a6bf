-- one row is a change to a table: an amount of a report without days is of so many days together, up to its day (NULL: of its day)
ALTER TABLE daily_counts ADD COLUMN IF NOT EXISTS whole_days INTEGER;
ALTER TABLE duplicate_amounts ADD COLUMN IF NOT EXISTS whole_days INTEGER;
