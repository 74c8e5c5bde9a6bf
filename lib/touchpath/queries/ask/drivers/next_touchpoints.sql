-- one row is what people who dropped did next within their time (touchpoint NULL: nothing more), with how many did it
WITH given AS (
  SELECT
    unnest($people) AS person, make_timestamp(unnest($starts)) AS reached_at, make_timestamp(unnest($deadlines)) AS deadline
),
following AS (
  SELECT
    g.person, e.touchpoint,
    row_number() OVER (PARTITION BY g.person ORDER BY e.occurred_at, e.import_id, e.source_row) AS place
  FROM given AS g
  JOIN events AS e ON e.person = g.person AND e.occurred_at > g.reached_at AND e.occurred_at <= g.deadline
),
first_after AS (
  SELECT f.person, t.touchpoint
  FROM following AS f JOIN touchpoints AS t ON t.code = f.touchpoint
  WHERE f.place = 1
)
SELECT n.touchpoint, count(*) AS people
FROM given AS g LEFT JOIN first_after AS n ON n.person = g.person
GROUP BY n.touchpoint
ORDER BY people DESC, n.touchpoint
