-- amounts say over how many days the amount of a longer period was spread evenly; NULL: it was that of the day
ALTER TABLE costs ADD COLUMN IF NOT EXISTS spread_days INTEGER;
ALTER TABLE daily_counts ADD COLUMN IF NOT EXISTS spread_days INTEGER;
ALTER TABLE duplicate_amounts ADD COLUMN IF NOT EXISTS spread_days INTEGER;
