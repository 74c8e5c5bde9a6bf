-- one row is a period: what revenue.sql says of the whole view
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), counted AS (
  SELECT f.person, f.order_id, f.occurred_at, f.value, f.gross, 1 AS events
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value IS NOT NULL AND NOT coalesce(f.cancelled AND f.value > 0, false)
), refunded AS (
  SELECT f.person, f.order_id, f.occurred_at, f.value, 0 AS gross, 0 AS events
  FROM filtered_events AS f ANTI JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value < 0 AND f.order_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM counted AS c WHERE c.person = f.person AND c.order_id = f.order_id)
), summed AS (
  SELECT epoch_us(a.occurred_at) // 900000000 AS cell, fsum(a.value) AS revenue, fsum(a.gross) AS gross, sum(a.events) AS events
  FROM (SELECT * FROM counted UNION ALL SELECT * FROM refunded) AS a
  GROUP BY ALL
)
SELECT c.period, fsum(s.revenue) AS revenue, fsum(s.gross) AS gross, sum(s.events) AS events
FROM summed AS s JOIN cells AS c ON c.cell = s.cell
GROUP BY c.period
ORDER BY c.period
