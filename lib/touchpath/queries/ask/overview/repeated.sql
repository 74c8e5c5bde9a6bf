-- one row is a period of first purchases in view: purchasers whose days are complete, those who bought again, and the others
WITH orders AS (
  SELECT f.person, f.order_id, min(f.occurred_at) AS ordered_at, bool_or(NOT $by_channel
      OR f.channel IN (SELECT c.code FROM channels AS c WHERE c.channel IN (SELECT unnest($channels)))
      OR ($without_channel AND f.channel IS NULL)) AS in_channel
  FROM filtered_events AS f
  WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($purchase)))
  GROUP BY f.person, f.order_id, CASE WHEN f.order_id IS NULL THEN f.import_id END,
    CASE WHEN f.order_id IS NULL THEN f.source_row END
), firsts AS (
  SELECT o.person, min(o.ordered_at) AS first_at
  FROM orders AS o
  WHERE o.ordered_at >= $begins AND o.ordered_at < $ends AND o.in_channel
  GROUP BY o.person
), judged AS (
  SELECT
    s.first_at,
    s.first_at + to_days($days) <= $data_end AS mature,
    count(*) FILTER (o.ordered_at <= s.first_at + to_days($days)) > 1 AS again
  FROM firsts AS s JOIN orders AS o ON o.person = s.person AND o.ordered_at >= s.first_at
  GROUP BY s.person, s.first_at
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
)
SELECT c.period, count(*) FILTER (j.mature) AS people, count(*) FILTER (j.mature AND j.again) AS repeated,
  count(*) FILTER (NOT j.mature) AS immature
FROM judged AS j JOIN cells AS c ON c.cell = epoch_us(j.first_at) // 900000000
GROUP BY c.period
ORDER BY c.period
