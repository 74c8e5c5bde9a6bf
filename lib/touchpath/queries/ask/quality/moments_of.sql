-- one row is one of the named persons: how many different moments their events have, on the busiest day
SELECT m.person, max(m.moments) AS moments
FROM (
  SELECT f.person, epoch_us(f.occurred_at) // 86400000000 AS day, count(DISTINCT f.occurred_at) AS moments
  FROM filtered_rows AS f
  WHERE list_contains($people, f.person)
  GROUP BY f.person, day
) AS m
GROUP BY m.person
