-- one row is a name a filter offers: kind is persona or channel; name is NULL for "missing"; first_code orders names by first appearance
SELECT 'channel' AS kind, c.channel AS name, min(c.code) AS first_code FROM channels AS c GROUP BY c.channel
UNION ALL
SELECT 'channel', NULL, 2147483647 FROM (SELECT 1 AS found FROM events AS e WHERE e.channel IS NULL LIMIT 1) AS without
UNION ALL
SELECT 'persona', p.persona, min(p.person) FROM people AS p WHERE p.canonical = p.person GROUP BY p.persona
ORDER BY kind, first_code
