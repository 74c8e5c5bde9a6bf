-- one row is what people did next within their time (touchpoint NULL: nothing more): how many who dropped, how many who went on; or, apart, what nearly everybody of both does
WITH given AS (
  SELECT
    unnest($people) AS person, make_timestamp(unnest($starts)) AS reached_at,
    make_timestamp(unnest($deadlines)) AS deadline, unnest($went_on) AS went_on
),
following AS (
  SELECT g.person, g.went_on, t.touchpoint, e.occurred_at, e.import_id, e.source_row
  FROM given AS g
  JOIN events AS e ON e.person = g.person AND e.occurred_at > g.reached_at AND e.occurred_at <= g.deadline
  JOIN touchpoints AS t ON t.code = e.touchpoint
),
sides AS (
  SELECT count(*) FILTER (WHERE NOT went_on) AS dropped, count(*) FILTER (WHERE went_on) AS went FROM given
),
met AS (
  SELECT
    touchpoint, count(DISTINCT person) FILTER (WHERE NOT went_on) AS people,
    count(DISTINCT person) FILTER (WHERE went_on) AS others
  FROM following
  GROUP BY touchpoint
),
everybody AS (
  SELECT m.touchpoint, m.people, m.others
  FROM met AS m, sides AS s
  WHERE s.went > 0 AND m.people >= $nearly_all * s.dropped AND m.others >= $nearly_all * s.went
),
first_after AS (
  SELECT f.person, f.touchpoint
  FROM following AS f
  WHERE f.touchpoint NOT IN (SELECT v.touchpoint FROM everybody AS v)
  QUALIFY row_number() OVER (PARTITION BY f.person ORDER BY f.occurred_at, f.import_id, f.source_row) = 1
),
told AS (
  SELECT
    n.touchpoint, count(*) FILTER (WHERE NOT g.went_on) AS people, count(*) FILTER (WHERE g.went_on) AS others,
    false AS everybody
  FROM given AS g LEFT JOIN first_after AS n ON n.person = g.person
  GROUP BY n.touchpoint
  UNION ALL
  SELECT v.touchpoint, v.people, v.others, true AS everybody FROM everybody AS v
)
SELECT touchpoint, people, others, everybody
FROM told
ORDER BY everybody, people DESC, others DESC, touchpoint
