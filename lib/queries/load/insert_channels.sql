-- one row is a channel name the workspace had not met
INSERT INTO channels (raw_name, channel)
SELECT n.channel_name, n.channel_name
FROM (SELECT DISTINCT s.channel_name FROM staged AS s WHERE s.reason IS NULL AND s.channel_name IS NOT NULL) AS n
WHERE NOT EXISTS (SELECT 1 FROM channels AS c WHERE c.raw_name = n.channel_name)
ORDER BY n.channel_name
