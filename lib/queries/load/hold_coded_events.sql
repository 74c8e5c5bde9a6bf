-- one row is an event of the file, with codes in place of names; kept because duplicates will be looked for and taken out
CREATE OR REPLACE TEMP TABLE held_events AS
SELECT
  e.* EXCLUDE (property_values),
  CASE WHEN len($property_names) > 0 THEN map($property_names, e.property_values) END AS properties
FROM coded_events AS e
