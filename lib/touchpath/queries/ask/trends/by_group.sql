-- one row is a period and group (kind value, other or missing): events, and people where they are asked for.
-- What makes a group and what it is called stand in queries/pieces.py
WITH wanted AS (
  SELECT t.code, t.stage, min(t.code) OVER (PARTITION BY t.touchpoint) AS first_code
  FROM touchpoints AS t
  WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), shown AS (
  SELECT c.code, min(c.code) OVER (PARTITION BY c.channel) AS first_code FROM channels AS c
), counted AS (
  SELECT epoch_us(f.occurred_at) // 900000000 AS cell, group_key_of AS group_key,
    CASE WHEN $count_people THEN f.person END AS person, count(*) AS events
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  GROUP BY ALL
), placed AS (
  SELECT c.period, n.group_key, n.person, n.events FROM counted AS n JOIN cells AS c ON c.cell = n.cell
), ranked AS (
  SELECT d.group_key, row_number() OVER (ORDER BY sum(d.events) DESC, d.group_key) AS place
  FROM placed AS d WHERE d.group_key IS NOT NULL GROUP BY d.group_key
), grouped AS (
  SELECT d.period, CASE WHEN d.group_key IS NULL THEN 'missing' WHEN r.place <= $most_groups THEN 'value' ELSE 'other' END AS kind,
    CASE WHEN r.place <= $most_groups THEN d.group_key END AS group_key,
    sum(d.events) AS events, count(DISTINCT d.person) AS people
  FROM placed AS d LEFT JOIN ranked AS r ON r.group_key = d.group_key
  GROUP BY ALL
)
SELECT g.period, g.kind, name_of_group AS name, g.events, g.people FROM grouped AS g
ORDER BY g.period, g.kind, name
