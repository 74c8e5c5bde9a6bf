-- one row is a channel code and the name it is shown under
SELECT c.code, c.channel FROM channels AS c ORDER BY c.code
