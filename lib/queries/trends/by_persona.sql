-- one row is a period and persona (kind value, other or missing): events, and people where they are asked for
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), keyed AS (
  SELECT f.person, epoch_us(f.occurred_at) // 900000000 AS cell, p.persona AS group_key
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  LEFT JOIN people AS p ON p.person = f.person AND p.canonical = p.person
), ranked AS (
  SELECT k.group_key, row_number() OVER (ORDER BY count(*) DESC, k.group_key) AS place
  FROM keyed AS k WHERE k.group_key IS NOT NULL GROUP BY k.group_key
), counted AS (
  SELECT c.period, CASE WHEN k.group_key IS NULL THEN 'missing' WHEN r.place <= $most_groups THEN 'value' ELSE 'other' END AS kind,
    CASE WHEN r.place <= $most_groups THEN k.group_key END AS group_key,
    count(*) AS events, count(DISTINCT CASE WHEN $count_people THEN k.person END) AS people
  FROM keyed AS k JOIN cells AS c ON c.cell = k.cell LEFT JOIN ranked AS r ON r.group_key = k.group_key
  GROUP BY ALL
)
SELECT n.period, n.kind, n.group_key AS name, n.events, n.people FROM counted AS n
ORDER BY n.period, n.kind, name
