-- one row is a touchpoint code with events
SELECT f.touchpoint AS code, count(*) AS events FROM filtered_rows AS f GROUP BY code
