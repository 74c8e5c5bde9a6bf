-- The canonical tables. Raw names and ids are kept as uploaded; what they mean (merged person, renamed touchpoint) is a map beside them.

-- shortest_number(text) is the shortest way a plainly written number can be said (10.0 and 10.00 are 10); other texts as they are.
-- Plain: an optional minus, no leading zero, no exponent, at most 15 digits (as journey/written.py has it)
CREATE OR REPLACE MACRO shortest_number(v) AS CASE
  WHEN suffix(v, '0') AND contains(v, '.') AND strlen(replace(v, '-', '')) <= 16
    AND regexp_full_match(v, '-?[1-9][0-9]*\.[0-9]+|-?0\.[0-9]*[1-9][0-9]*|0\.0+')
    THEN rtrim(rtrim(v, '0'), '.')
  ELSE v
END;

-- a property of an event as text, by its name; NULL where empty
CREATE OR REPLACE MACRO property_text(name, session, order_id, value, campaign, currency, properties) AS nullif(
  CASE name
    WHEN 'session' THEN session
    WHEN 'order_id' THEN order_id
    WHEN 'value' THEN regexp_replace(CAST(value AS VARCHAR), '\.0$', '')
    WHEN 'campaign' THEN coalesce(campaign, properties['campaign'])
    WHEN 'currency' THEN coalesce(currency, properties['currency'])
    ELSE shortest_number(properties[name])
  END,
  ''
);

CREATE SEQUENCE IF NOT EXISTS import_ids;
CREATE SEQUENCE IF NOT EXISTS touchpoint_codes;
CREATE SEQUENCE IF NOT EXISTS channel_codes;
CREATE SEQUENCE IF NOT EXISTS saved_ids;

-- one row is a setting of the workspace; value is JSON text; confirmed is false while it is a guess
CREATE TABLE IF NOT EXISTS settings (name VARCHAR PRIMARY KEY, value VARCHAR, confirmed BOOLEAN NOT NULL DEFAULT false);

-- one row is an import of one table of one file; kind is events, people, identities, responses, costs or daily_counts
CREATE TABLE IF NOT EXISTS imports (
  import_id INTEGER PRIMARY KEY DEFAULT nextval('import_ids'),
  kind VARCHAR NOT NULL,
  file_name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  mapping VARCHAR NOT NULL,
  header_key VARCHAR NOT NULL,
  rows_read BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  duplicate BIGINT NOT NULL,
  findings VARCHAR NOT NULL DEFAULT '[]',
  imported_at TIMESTAMP NOT NULL
);

-- workspaces made before counted the rows of one table of a file; aside says what else the file holds: why, rows, where (JSON text)
ALTER TABLE imports ADD COLUMN IF NOT EXISTS set_aside BIGINT DEFAULT 0;
ALTER TABLE imports ADD COLUMN IF NOT EXISTS aside VARCHAR DEFAULT '[]';

-- one row is a row of a file that could not be imported, with the reason a person understands
CREATE TABLE IF NOT EXISTS rejected_rows (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, column_name VARCHAR, reason VARCHAR NOT NULL, raw VARCHAR
);

-- one row is an event row that an import repeated of another import: restored when the other is undone
CREATE TABLE IF NOT EXISTS duplicate_events (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, duplicate_of INTEGER,
  identity INTEGER, occurred_at TIMESTAMP, touchpoint INTEGER, channel INTEGER, session VARCHAR, value DOUBLE,
  order_id VARCHAR, event_id VARCHAR, properties MAP(VARCHAR, VARCHAR), campaign VARCHAR, currency VARCHAR, cancelled BOOLEAN
);

-- one row is a human as we know them: person_id as uploaded (or its keyed hash).
-- canonical = person unless this id is an alias: then it is the person it was merged into (chains resolved).
CREATE TABLE IF NOT EXISTS people (
  person INTEGER NOT NULL,
  person_id VARCHAR NOT NULL,
  canonical INTEGER NOT NULL,
  persona VARCHAR,
  attributes MAP(VARCHAR, VARCHAR),
  first_seen TIMESTAMP,
  last_seen TIMESTAMP
);

-- one row is one row of a people file, as uploaded: attributes of a person and the persona it named
CREATE TABLE IF NOT EXISTS people_rows (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, identity INTEGER NOT NULL, persona VARCHAR,
  attributes MAP(VARCHAR, VARCHAR)
);

-- one row says that two ids are one human (identity and alias are people.person keys of the raw ids)
CREATE TABLE IF NOT EXISTS identities (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, alias INTEGER NOT NULL, identity INTEGER NOT NULL
);

-- one row is an event; a row of a file may make several (its dated columns). identity is the key of the raw person id, person the key after merging.
-- cancelled: whether the file marks the row as cancelled, refunded as a whole or void (NULL: it does not say); currency: an ISO 4217 code.
-- Inserted in the order (touchpoint, person, occurred_at, source_row); each import is one sorted run.
CREATE TABLE IF NOT EXISTS events (
  person INTEGER NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  touchpoint INTEGER NOT NULL,
  channel INTEGER,
  session VARCHAR,
  value DOUBLE,
  order_id VARCHAR,
  event_id VARCHAR,
  properties MAP(VARCHAR, VARCHAR),
  identity INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  campaign VARCHAR,
  currency VARCHAR,
  cancelled BOOLEAN
);

-- one row is one answer to one question
CREATE TABLE IF NOT EXISTS responses (
  import_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  respondent VARCHAR NOT NULL,
  person INTEGER,
  identity INTEGER,
  answered_at TIMESTAMP,
  question VARCHAR NOT NULL,
  metric VARCHAR NOT NULL,
  score DOUBLE,
  answer VARCHAR,
  scale_low DOUBLE,
  scale_high DOUBLE,
  weight DOUBLE,
  touchpoint INTEGER,
  channel INTEGER,
  comment VARCHAR,
  person_id VARCHAR
);

-- workspaces made before answers kept the id of their person as uploaded
ALTER TABLE responses ADD COLUMN IF NOT EXISTS person_id VARCHAR;

-- one row is an answer that an import repeated of another import: as in responses, restored when the other is undone
CREATE TABLE IF NOT EXISTS duplicate_responses (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, duplicate_of INTEGER,
  respondent VARCHAR NOT NULL, person_id VARCHAR, answered_at TIMESTAMP, question VARCHAR NOT NULL, metric VARCHAR NOT NULL,
  score DOUBLE, answer VARCHAR, scale_low DOUBLE, scale_high DOUBLE, weight DOUBLE, touchpoint INTEGER, channel INTEGER,
  comment VARCHAR
);

-- one row is the spend of one channel and campaign on one day
CREATE TABLE IF NOT EXISTS costs (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, day DATE NOT NULL, channel INTEGER, campaign VARCHAR,
  spend DOUBLE NOT NULL
);

-- costs and what was repeated of them, in workspaces made before costs kept their currency
ALTER TABLE costs ADD COLUMN IF NOT EXISTS currency VARCHAR;

-- one row is a measured amount of a person-less table on one day
CREATE TABLE IF NOT EXISTS daily_counts (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, day DATE NOT NULL, channel INTEGER, campaign VARCHAR,
  measure VARCHAR NOT NULL, amount DOUBLE NOT NULL
);

-- one row is an amount that an import repeated of another import; kind is costs (measure: spend) or daily_counts
CREATE TABLE IF NOT EXISTS duplicate_amounts (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, duplicate_of INTEGER, kind VARCHAR NOT NULL,
  day DATE NOT NULL, channel INTEGER, campaign VARCHAR, measure VARCHAR NOT NULL, amount DOUBLE NOT NULL
);
ALTER TABLE duplicate_amounts ADD COLUMN IF NOT EXISTS currency VARCHAR;

-- one row is a touchpoint name as uploaded; touchpoint is the name shown (several codes may share one: merged)
CREATE TABLE IF NOT EXISTS touchpoints (
  code INTEGER PRIMARY KEY DEFAULT nextval('touchpoint_codes'),
  raw_name VARCHAR NOT NULL UNIQUE,
  touchpoint VARCHAR NOT NULL,
  stage VARCHAR,
  phase VARCHAR,
  directness VARCHAR,
  setting VARCHAR,
  confirmed BOOLEAN NOT NULL DEFAULT false
);

-- one row is a channel name as uploaded; channel is the name shown; slot is its colour, given once
CREATE TABLE IF NOT EXISTS channels (
  code INTEGER PRIMARY KEY DEFAULT nextval('channel_codes'),
  raw_name VARCHAR NOT NULL UNIQUE,
  channel VARCHAR NOT NULL
);

-- one row is a rule that shows "source / medium" texts as a channel: patterns (empty: any); the first that fits decides
CREATE TABLE IF NOT EXISTS channel_rules (
  position INTEGER NOT NULL, source VARCHAR NOT NULL, medium VARCHAR NOT NULL, campaign VARCHAR NOT NULL, channel VARCHAR NOT NULL
);

-- one row is a rule that puts people into a persona; the first rule that fits decides; rule is JSON text
CREATE TABLE IF NOT EXISTS persona_rules (position INTEGER NOT NULL, persona VARCHAR NOT NULL, rule VARCHAR NOT NULL);

-- one row is a dated change of a touchpoint
CREATE TABLE IF NOT EXISTS changes (
  name VARCHAR PRIMARY KEY, touchpoint VARCHAR, day DATE NOT NULL, reached VARCHAR, note VARCHAR, definition VARCHAR
);

-- one row is a saved definition: kind is funnel, retention, report; definition is JSON text
CREATE TABLE IF NOT EXISTS saved (
  saved_id INTEGER PRIMARY KEY DEFAULT nextval('saved_ids'), kind VARCHAR NOT NULL, name VARCHAR NOT NULL,
  definition VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL, UNIQUE (kind, name)
);

-- one row is a person in a saved group
CREATE TABLE IF NOT EXISTS group_members (group_name VARCHAR NOT NULL, person INTEGER NOT NULL);

-- one row is a mapping remembered for files with this header
CREATE TABLE IF NOT EXISTS remembered_mappings (
  header_key VARCHAR NOT NULL, kind VARCHAR NOT NULL, mapping VARCHAR NOT NULL, used_at TIMESTAMP NOT NULL,
  PRIMARY KEY (header_key, kind)
);

CREATE SEQUENCE IF NOT EXISTS remedy_ids;

-- one row is a remedy of data quality in force; definition is JSON text and holds what undoing it needs
CREATE TABLE IF NOT EXISTS remedies (
  remedy_id INTEGER PRIMARY KEY, kind VARCHAR NOT NULL, title VARCHAR NOT NULL, definition VARCHAR NOT NULL,
  rows BIGINT NOT NULL, applied_at TIMESTAMP NOT NULL
);

-- one row is an event that a remedy set aside: as in events, restored when the remedy is undone
CREATE TABLE IF NOT EXISTS set_aside_events (
  remedy_id INTEGER NOT NULL,
  occurred_at TIMESTAMP NOT NULL, touchpoint INTEGER NOT NULL, channel INTEGER, session VARCHAR, value DOUBLE,
  order_id VARCHAR, event_id VARCHAR, properties MAP(VARCHAR, VARCHAR),
  identity INTEGER NOT NULL, import_id INTEGER NOT NULL, source_row BIGINT NOT NULL,
  campaign VARCHAR, currency VARCHAR, cancelled BOOLEAN
);

-- workspaces made before events kept their campaign, currency and whether they were cancelled
ALTER TABLE events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;
ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE duplicate_events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;
ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS campaign VARCHAR;
ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS currency VARCHAR;
ALTER TABLE set_aside_events ADD COLUMN IF NOT EXISTS cancelled BOOLEAN;

-- one row is a row of an assignments file: a person of a randomised test, their arm, when they were assigned (NULL: not said)
CREATE TABLE IF NOT EXISTS assignments (
  test VARCHAR NOT NULL, source_row BIGINT NOT NULL, person_id VARCHAR NOT NULL, arm VARCHAR NOT NULL,
  assigned_at TIMESTAMP, attributes MAP(VARCHAR, VARCHAR), file_name VARCHAR NOT NULL
);

-- one row is a look: the verdict on a change, asked in one way, was shown when the data reached up to data_end
CREATE TABLE IF NOT EXISTS looks (
  change_name VARCHAR NOT NULL, question VARCHAR NOT NULL, data_end TIMESTAMP NOT NULL, verdict VARCHAR NOT NULL,
  p_value DOUBLE, effect DOUBLE, looked_at TIMESTAMP NOT NULL, PRIMARY KEY (change_name, question, data_end)
);

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
