-- one row is the whole workspace: events that an import repeated of another, their purchases and revenue
SELECT
  count(*) AS events,
  count(*) FILTER (list_contains($purchase, d.touchpoint)) AS purchases,
  coalesce(sum(d.value) FILTER (len($purchase) = 0 OR list_contains($purchase, d.touchpoint)), 0) AS revenue,
  count(*) FILTER (d.channel IS NULL) AS events_without_channel,
  count(DISTINCT d.identity) AS people
FROM duplicate_events AS d
WHERE $import_id IS NULL OR d.import_id = $import_id
