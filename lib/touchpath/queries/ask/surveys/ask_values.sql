-- one row is a property of events that ask for an answer with one of its values: how many events have it
SELECT a.name, a.value, count(*) AS events
FROM (
  SELECT 'campaign' AS name, coalesce(f.campaign, f.properties['campaign']) AS value
  FROM filtered_events AS f
  WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
  UNION ALL
  SELECT p.key AS name, p.value
  FROM (
    SELECT unnest(map_entries(f.properties)) AS p
    FROM filtered_events AS f
    WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
  )
) AS a
WHERE a.value IS NOT NULL AND a.value <> ''
GROUP BY a.name, a.value
ORDER BY events DESC, a.name, a.value
LIMIT 2000
