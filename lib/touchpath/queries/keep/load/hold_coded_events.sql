-- one row is an event of the file, with codes in place of names; kept because duplicates will be looked for and taken out
CREATE OR REPLACE TEMP TABLE held_events AS
SELECT
  e.* EXCLUDE (properties),
  CASE WHEN $with_properties THEN CAST(e.properties AS MAP(VARCHAR, VARCHAR)) END AS properties
FROM coded_events AS e
