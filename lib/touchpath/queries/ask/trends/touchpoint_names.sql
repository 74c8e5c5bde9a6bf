-- one row is a touchpoint as shown, with its events in the whole workspace, the most frequent first
WITH counted AS (SELECT e.touchpoint, count(*) AS events FROM events AS e GROUP BY e.touchpoint)
SELECT t.touchpoint, coalesce(sum(c.events), 0) AS events
FROM touchpoints AS t LEFT JOIN counted AS c ON c.touchpoint = t.code
GROUP BY t.touchpoint
ORDER BY events DESC, t.touchpoint
