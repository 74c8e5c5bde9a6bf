-- one row is a channel as it is shown: its events
SELECT c.channel, CAST(sum(n.events) AS BIGINT) AS events
FROM (SELECT f.channel, count(*) AS events FROM filtered_rows AS f WHERE f.channel IS NOT NULL GROUP BY f.channel) AS n
JOIN channels AS c ON c.code = n.channel
GROUP BY c.channel
ORDER BY events DESC, c.channel
