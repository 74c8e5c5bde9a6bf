-- one row is a pair of touchpoints: people who met both, and how many met the second before the first
WITH firsts AS (
  SELECT f.touchpoint, f.person, min(f.occurred_at) AS first_at
  FROM filtered_rows AS f
  WHERE list_contains($codes, f.touchpoint)
  GROUP BY f.touchpoint, f.person
)
SELECT a.touchpoint AS first_code, b.touchpoint AS second_code, count(*) AS people, count(*) FILTER (b.first_at < a.first_at) AS reversed
FROM firsts AS a
JOIN firsts AS b ON b.person = a.person AND b.touchpoint <> a.touchpoint
GROUP BY a.touchpoint, b.touchpoint
ORDER BY first_code, second_code
