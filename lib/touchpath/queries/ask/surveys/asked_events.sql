-- one row is an event of a person who was asked, other than at touchpoints that only ask: in the order of the person's log
SELECT
  f.person, epoch_us(f.occurred_at) AS moment, f.touchpoint, coalesce(f.channel, -1) AS channel, f.import_id, f.source_row,
  coalesce(f.value, 0) AS value
FROM filtered_events AS f
WHERE f.person IN (
    SELECT e.person FROM events AS e
    WHERE e.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
  )
  AND f.touchpoint NOT IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
ORDER BY f.person, f.occurred_at, f.import_id, f.source_row, f.touchpoint
