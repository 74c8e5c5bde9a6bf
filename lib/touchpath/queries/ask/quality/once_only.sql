-- one row is a touchpoint that hardly anybody meets twice: its code and how many people met it
SELECT n.touchpoint AS code, count(*) AS people
FROM (SELECT f.touchpoint, f.person, count(*) AS events FROM filtered_rows AS f GROUP BY f.touchpoint, f.person) AS n
GROUP BY n.touchpoint
HAVING count(*) >= $fewest AND count(*) FILTER (n.events > 1) <= 0.01 * count(*)
ORDER BY code
