-- one row is an event row that shares its order with other rows: of one person, at one touchpoint, with one order id.
-- head_... is the first of them in time and file order: the event they are. Made anew with every change of events.
CREATE TABLE IF NOT EXISTS order_lines (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, touchpoint INTEGER NOT NULL,
  head_import_id INTEGER NOT NULL, head_source_row BIGINT NOT NULL, head_touchpoint INTEGER NOT NULL
);

-- one row is an event that several rows make up: as its first row, but value is the sum of its lines, gross that of
-- the positive ones, properties the first of each that is not empty, lines the properties of each row in order.
-- cancelled: some row is marked, or a line is negative and nothing is left.
CREATE TABLE IF NOT EXISTS order_events (
  person INTEGER NOT NULL, occurred_at TIMESTAMP NOT NULL, touchpoint INTEGER NOT NULL, channel INTEGER,
  session VARCHAR, value DOUBLE, order_id VARCHAR, event_id VARCHAR, properties MAP(VARCHAR, VARCHAR),
  identity INTEGER NOT NULL, import_id INTEGER NOT NULL, source_row BIGINT NOT NULL,
  campaign VARCHAR, currency VARCHAR, cancelled BOOLEAN, gross DOUBLE, lines MAP(VARCHAR, VARCHAR)[]
);
