-- one row is a survey metric: the people whose last answer before the landmark was low, the other people who answered, and how many of each converted
WITH given AS (
  SELECT unnest($people) AS person, make_timestamp(unnest($landmarks)) AS landmark, unnest($converted) AS converted
),
answers AS (
  SELECT
    g.person, g.converted, r.metric,
    (r.score - r.scale_low) / (r.scale_high - r.scale_low) < 0.66 AS low,
    row_number() OVER (PARTITION BY g.person, r.metric ORDER BY r.answered_at DESC, r.source_row DESC) AS newest
  FROM given AS g
  JOIN responses AS r ON r.person = g.person AND r.answered_at <= g.landmark
  WHERE r.score IS NOT NULL AND r.scale_high > r.scale_low
)
SELECT
  a.metric AS value,
  count(*) FILTER (a.low) AS exposed,
  coalesce(sum(a.converted) FILTER (a.low), 0) AS exposed_converted,
  count(*) FILTER (NOT a.low) AS others,
  coalesce(sum(a.converted) FILTER (NOT a.low), 0) AS others_converted
FROM answers AS a
WHERE a.newest = 1
GROUP BY a.metric
ORDER BY a.metric
