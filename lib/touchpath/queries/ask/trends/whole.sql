-- one row is a period: events of the touchpoints (people are counted elsewhere, from sorted keys)
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), counted AS (
  SELECT epoch_us(f.occurred_at) // 900000000 AS cell, count(*) AS events
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  GROUP BY ALL
)
SELECT c.period, 'whole' AS kind, NULL AS name, sum(n.events) AS events, 0 AS people
FROM counted AS n JOIN cells AS c ON c.cell = n.cell
GROUP BY c.period
ORDER BY c.period
