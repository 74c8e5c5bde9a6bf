-- one row is a touchpoint as it is shown: its events
SELECT t.touchpoint, CAST(sum(n.events) AS BIGINT) AS events
FROM (SELECT f.touchpoint, count(*) AS events FROM filtered_rows AS f GROUP BY f.touchpoint) AS n
JOIN touchpoints AS t ON t.code = n.touchpoint
GROUP BY t.touchpoint
ORDER BY events DESC, t.touchpoint
