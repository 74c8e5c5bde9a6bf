-- one row is how many rules turn sources and media into channels
SELECT count(*) AS rules FROM channel_rules AS r
