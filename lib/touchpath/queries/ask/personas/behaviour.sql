-- one row is a human in view with enough events, a kind of behaviour and a name of it: how many of their events (days seen, value)
WITH done AS (
  SELECT
    f.person, t.touchpoint, c.channel, f.value, f.occurred_at,
    hour(timezone($zone, timezone('UTC', f.occurred_at))) AS hour
  FROM filtered_events AS f
  JOIN touchpoints AS t ON t.code = f.touchpoint
  LEFT JOIN channels AS c ON c.code = f.channel
  WHERE t.touchpoint NOT IN (SELECT unnest($asking))
),
active AS (SELECT d.person FROM done AS d GROUP BY d.person HAVING count(*) >= $least),
kept AS (SELECT d.* FROM done AS d JOIN active AS a ON a.person = d.person)
SELECT k.person, 'touchpoint' AS kind, k.touchpoint AS name, count(*) AS amount FROM kept AS k GROUP BY ALL
UNION ALL
SELECT k.person, 'channel', k.channel, count(*) FROM kept AS k WHERE k.channel IS NOT NULL GROUP BY ALL
UNION ALL
SELECT
  k.person, 'hour',
  CASE WHEN k.hour < 6 THEN 'night' WHEN k.hour < 12 THEN 'morning' WHEN k.hour < 18 THEN 'afternoon' ELSE 'evening' END,
  count(*)
FROM kept AS k GROUP BY ALL
UNION ALL
SELECT k.person, 'days', '', date_diff('second', min(k.occurred_at), max(k.occurred_at)) / 86400.0
FROM kept AS k GROUP BY ALL
UNION ALL
SELECT k.person, 'value', '', fsum(k.value) FROM kept AS k WHERE k.value IS NOT NULL GROUP BY ALL
ORDER BY ALL
