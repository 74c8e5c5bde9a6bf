-- one row is an event at a purchase touchpoint that counts: a purchase (bought), or a negative amount that stands alone; whose, when (UTC microseconds), its value (missing: 0) less refunds under its order id at other touchpoints, and gross
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($touchpoints))
), counted AS (
  SELECT
    f.person,
    f.occurred_at,
    f.order_id,
    f.value,
    f.gross,
    NOT (coalesce(f.cancelled, false) OR coalesce(f.value < 0, false)) AS bought,
    row_number() OVER (
      PARTITION BY f.person, f.order_id, f.value IS NULL ORDER BY f.occurred_at, f.import_id, f.source_row
    ) AS place
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  WHERE NOT coalesce(f.cancelled AND f.value > 0, false) AND (f.value IS NOT NULL OR NOT coalesce(f.cancelled, false))
), refunded AS (
  SELECT f.person, f.order_id, fsum(f.value) AS value
  FROM filtered_events AS f ANTI JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value < 0 AND f.order_id IS NOT NULL
  GROUP BY f.person, f.order_id
)
SELECT
  c.person,
  epoch_us(c.occurred_at) AS moment,
  coalesce(c.value, 0) + coalesce(r.value, 0) AS worth,
  coalesce(c.gross, 0) AS gross,
  c.bought
FROM counted AS c
LEFT JOIN refunded AS r
  ON r.person = c.person AND r.order_id = c.order_id AND c.place = 1 AND c.value IS NOT NULL
