-- one row is the whole file: orders whose rows have different totals, and examples of them
CREATE OR REPLACE TEMP TABLE differing_totals AS
SELECT count(*) AS orders, coalesce(min(d.order_id, 3), []) AS examples
FROM (
  SELECT s.person_id, s.order_id
  FROM staged_rows AS s
  WHERE s.reason IS NULL AND s.order_id IS NOT NULL AND s.has_amount AND s.value <> 0
  GROUP BY s.person_id, s.touchpoint_name, s.order_id
  HAVING count(DISTINCT s.value) > 1
) AS d
