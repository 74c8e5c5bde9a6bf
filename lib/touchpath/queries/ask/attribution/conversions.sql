-- one row is a conversion that passes the filters: its source, and its value less refunds under its order id elsewhere
WITH refunded AS (
  SELECT r.person, r.order_id, fsum(r.value) AS value
  FROM events AS r
  WHERE r.value < 0 AND r.order_id IS NOT NULL AND r.occurred_at <= $refunded_until
    AND r.touchpoint NOT IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($converting)))
  GROUP BY r.person, r.order_id
)
SELECT
  e.import_id, e.source_row, e.touchpoint,
  coalesce(e.value, 0) + coalesce(r.value, 0) AS worth
FROM filtered_events AS e
LEFT JOIN refunded AS r ON r.person = e.person AND r.order_id = e.order_id
