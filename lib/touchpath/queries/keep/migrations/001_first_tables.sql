-- The canonical tables. Raw names and ids are kept as uploaded; what they mean (merged person, renamed touchpoint) is a map beside them.
-- Files from before versions were counted have some or all of these tables: what they lack is added.

-- one row is a migration this file has been through; the last says which version its tables have
CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, migrated_at TIMESTAMP NOT NULL);

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

-- one row is a row of a file that could not be imported, with the reason a person understands
CREATE TABLE IF NOT EXISTS rejected_rows (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, column_name VARCHAR, reason VARCHAR NOT NULL, raw VARCHAR
);

-- one row is an event row that an import repeated of another import: restored when the other is undone
CREATE TABLE IF NOT EXISTS duplicate_events (
  import_id INTEGER NOT NULL, source_row BIGINT NOT NULL, duplicate_of INTEGER,
  identity INTEGER, occurred_at TIMESTAMP, touchpoint INTEGER, channel INTEGER, session VARCHAR, value DOUBLE,
  order_id VARCHAR, event_id VARCHAR, properties MAP(VARCHAR, VARCHAR)
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

-- one row is an event. identity is the key of the raw person id, person the key after merging.
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
  source_row BIGINT NOT NULL
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
  identity INTEGER NOT NULL, import_id INTEGER NOT NULL, source_row BIGINT NOT NULL
);

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
