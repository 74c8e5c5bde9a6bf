-- one row is a name a filter offers: kind is persona or channel; name is NULL for "missing"; channels by their events in the first import
WITH first_import AS (
  SELECT e.channel, count(*) AS events FROM events AS e
  WHERE e.import_id = (SELECT min(f.import_id) FROM events AS f)
  GROUP BY e.channel
)
SELECT 'channel' AS kind, c.channel AS name, -coalesce(sum(s.events), 0) AS place, min(c.code) AS first_code
FROM channels AS c LEFT JOIN first_import AS s ON s.channel = c.code
GROUP BY c.channel
UNION ALL
SELECT 'channel', NULL, 0, 2147483647 FROM (SELECT 1 AS found FROM events AS e WHERE e.channel IS NULL LIMIT 1) AS without
UNION ALL
SELECT 'persona', p.persona, CAST(p.persona IS NULL AS INTEGER), min(p.person)
FROM people AS p WHERE p.canonical = p.person GROUP BY p.persona
ORDER BY kind, place, first_code
