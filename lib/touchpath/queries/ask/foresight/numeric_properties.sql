-- one row is a property of events before $cutoff (of some events of each file): how many carry it, how many as a finite number, how many different texts
WITH seen AS (
  SELECT unnest(map_entries(e.properties)) AS entry
  FROM events AS e
  WHERE e.occurred_at < $cutoff AND e.properties IS NOT NULL
    AND e.source_row % (SELECT 1 + count(*) // 300000 FROM events AS a WHERE a.occurred_at < $cutoff) = 0
)
SELECT
  s.entry.key AS name,
  count(*) AS known,
  count(*) FILTER (isfinite(try_cast(s.entry.value AS DOUBLE))) AS numbers,
  count(DISTINCT s.entry.value) AS texts
FROM seen AS s
WHERE s.entry.value <> ''
GROUP BY s.entry.key
ORDER BY s.entry.key
