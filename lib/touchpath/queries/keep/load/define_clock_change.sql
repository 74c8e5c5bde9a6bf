-- one row is nothing: clock_change(instant, text, zone) says of a time without a zone of its own that the clocks skipped it (1), or showed
-- it twice (2). `instant` is the UTC time it was read as. A skipped time is read an hour late: the hour before it has no such clock, and
-- the text does not say what the clocks showed. Told by the text alone: reading it once more would double what the statement takes.
CREATE OR REPLACE TEMP MACRO clock_change(instant, v, zone) AS list_transform(
  [{
    'wall': timezone(zone, timezone('UTC', instant)),
    'before': timezone(zone, timezone('UTC', instant - INTERVAL 1 HOUR)),
    'after': timezone(zone, timezone('UTC', instant + INTERVAL 1 HOUR))
  }],
  lambda clocks: CASE
    WHEN regexp_matches(v, '([0-9:] ?(Z|z)|[A-Z]{3,5}|[0-9] ?[+-][0-9]{2}(:?[0-9]{2})?)\s*$') THEN NULL
    WHEN clocks.wall IN (clocks.before, clocks.after) THEN 2
    WHEN clocks.before + INTERVAL 2 HOUR = clocks.wall
      AND NOT regexp_matches(v, '\b0?' || CAST(hour(clocks.wall) AS VARCHAR) || '[:.]?' || strftime(clocks.wall, '%M')) THEN 1
  END
)[1]
