-- one row is a period: events of the touchpoints, and people where they are asked for
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
)
SELECT c.period, 'whole' AS kind, NULL AS name, count(*) AS events,
  count(DISTINCT CASE WHEN $count_people THEN f.person END) AS people
FROM filtered_events AS f
JOIN wanted AS w ON w.code = f.touchpoint
JOIN cells AS c ON c.cell = epoch_us(f.occurred_at) // 900000000
GROUP BY c.period
ORDER BY c.period
