-- one row is a touchpoint name the workspace had not met
INSERT INTO touchpoints (raw_name, touchpoint)
SELECT n.touchpoint_name, n.touchpoint_name
FROM (SELECT DISTINCT s.touchpoint_name FROM staged AS s WHERE s.reason IS NULL AND s.touchpoint_name IS NOT NULL) AS n
WHERE NOT EXISTS (SELECT 1 FROM touchpoints AS t WHERE t.raw_name = n.touchpoint_name)
ORDER BY n.touchpoint_name
