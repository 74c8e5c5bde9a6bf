-- one row is a channel name as uploaded, the name it is shown under, and whether a person said so
SELECT c.code, c.raw_name, c.channel AS shown, c.named
FROM channels AS c
ORDER BY c.code
