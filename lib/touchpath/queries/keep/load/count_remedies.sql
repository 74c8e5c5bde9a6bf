-- one row is a remedy some of whose events are gone: it counts those that are still set aside
UPDATE remedies SET rows = n.rows
FROM (SELECT s.remedy_id, count(*) AS rows FROM set_aside_events AS s GROUP BY s.remedy_id) AS n
WHERE remedies.remedy_id = n.remedy_id AND remedies.kind = 'set_aside' AND remedies.rows <> n.rows
