-- one row is a period: the value of the events at the named touchpoints (none named: of all), and how many carry one
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), summed AS (
  SELECT epoch_us(f.occurred_at) // 900000000 AS cell, sum(f.value) AS revenue, count(f.value) AS events
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value IS NOT NULL
  GROUP BY ALL
)
SELECT c.period, sum(s.revenue) AS revenue, sum(s.events) AS events
FROM summed AS s JOIN cells AS c ON c.cell = s.cell
GROUP BY c.period
ORDER BY c.period
