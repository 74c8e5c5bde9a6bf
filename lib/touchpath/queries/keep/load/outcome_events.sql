-- one row is the file: what its events come to
SELECT
  count(*) AS rows, count(DISTINCT s.person_id) AS people, count(DISTINCT s.touchpoint_name) AS names,
  min(s.occurred_at) AS first, max(s.occurred_at) AS last, count(DISTINCT CAST(s.occurred_at AS DATE)) AS days,
  count(s.order_id) AS rows_of_orders, count(DISTINCT s.order_id) AS orders
FROM staged AS s WHERE s.reason IS NULL
