-- one row is a person on a day (UTC) with many events, beside the 99th percentile of all persons' days
WITH person_days AS (
  SELECT f.person, epoch_us(f.occurred_at) // 86400000000 AS day, count(*) AS events
  FROM filtered_rows AS f
  GROUP BY f.person, day
)
SELECT d.person, p.person_id, d.day, d.events, u.usual
FROM person_days AS d
CROSS JOIN (SELECT quantile_disc(w.events, 0.99) AS usual FROM person_days AS w) AS u
JOIN people AS p ON p.person = d.person
WHERE d.events >= $fewest
ORDER BY d.events DESC, d.person
