-- one row is a touchpoint code: its events, and those without a channel, most of these first
SELECT f.touchpoint AS code, count(*) AS events, count(*) FILTER (f.channel IS NULL) AS without_channel
FROM filtered_rows AS f
GROUP BY f.touchpoint
ORDER BY without_channel DESC, code
