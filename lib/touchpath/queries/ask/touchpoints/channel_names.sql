-- one row is a channel name as uploaded and the name it is shown under
SELECT c.code, c.raw_name, c.channel AS shown
FROM channels AS c
ORDER BY c.code
