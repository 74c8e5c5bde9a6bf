-- What an event says of where it came from and of its order, wherever events are kept. cancelled: whether the file marks the
-- row as cancelled, refunded as a whole or void (NULL: it does not say); currency: an ISO 4217 code.
ALTER TABLE events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;

ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;

ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;
