-- one row is a touchpoint: the people who met it, and its usual place among the first times each person met anything (0 first, 1 last)
WITH firsts AS (
  SELECT e.person, t.touchpoint, min(e.occurred_at) AS first_at
  FROM events AS e
  JOIN touchpoints AS t ON t.code = e.touchpoint
  WHERE e.person % $every = 0
  GROUP BY e.person, t.touchpoint
),
places AS (
  SELECT f.touchpoint, f.person, percent_rank() OVER (PARTITION BY f.person ORDER BY f.first_at) AS place FROM firsts AS f
)
SELECT p.touchpoint, count(*) AS people, avg(p.place) AS mean_place
FROM places AS p
GROUP BY p.touchpoint
ORDER BY people DESC, p.touchpoint
