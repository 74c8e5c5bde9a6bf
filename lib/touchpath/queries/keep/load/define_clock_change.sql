-- one row is nothing: clock_change(instant, text, format, zone) says of a time without a zone of its own that the clocks skipped it (1), or
-- showed it twice (2). `instant` is the UTC time it was read as; a text that names its own offset reads alike in every zone.
CREATE OR REPLACE TEMP MACRO clock_change(instant, v, format, zone) AS CASE
  WHEN moment(v, format, 'UTC') IS NOT DISTINCT FROM moment(v, format, 'Asia/Tokyo') THEN NULL
  WHEN timezone(zone, timezone('UTC', instant)) IS DISTINCT FROM moment(v, format, 'UTC') THEN 1
  WHEN moment(v, format, 'UTC') IN (
    timezone(zone, timezone('UTC', instant - INTERVAL 1 HOUR)), timezone(zone, timezone('UTC', instant + INTERVAL 1 HOUR))
  ) THEN 2
END
