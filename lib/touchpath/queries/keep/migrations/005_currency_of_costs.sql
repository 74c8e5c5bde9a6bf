-- The currency of costs, an ISO 4217 code, also of those that were repeated of another import.
ALTER TABLE costs ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE duplicate_amounts ADD COLUMN IF NOT EXISTS currency VARCHAR;
