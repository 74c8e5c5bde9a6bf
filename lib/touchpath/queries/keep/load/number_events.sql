-- one row is a row of the file as an event, with its number: given by our reader, else its place in the file.
-- Rows lie in the order they were read in; numbering them while reading would hold the reading to one thread.
-- A field that no column feeds was read as a NULL of no type.
CREATE OR REPLACE TEMP VIEW staged AS
SELECT
  coalesce(r.given_row, r.rowid - (SELECT min(f.rowid) FROM staged_rows AS f) + r.rows_before + 1) AS source_row,
  r.rowid - (SELECT min(f.rowid) FROM staged_rows AS f) + 1 AS place,
  CASE
    WHEN r.reason = 'no person' THEN (SELECT l.person_label FROM labels AS l)
    WHEN r.reason = 'no touchpoint' THEN (SELECT l.touchpoint_label FROM labels AS l)
    WHEN r.reason IS NOT NULL THEN (SELECT l.time_label FROM labels AS l)
  END AS column_name,
  CAST(r.channel_name AS VARCHAR) AS channel_name, CAST(r.session AS VARCHAR) AS session,
  CAST(r.order_id AS VARCHAR) AS order_id, CAST(r.event_id AS VARCHAR) AS event_id,
  CAST(r.campaign AS VARCHAR) AS campaign, CAST(r.currency AS VARCHAR) AS currency,
  r.* EXCLUDE (given_row, rows_before, channel_name, session, order_id, event_id, campaign, currency, has_amount)
FROM staged_rows AS r
