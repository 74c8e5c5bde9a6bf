-- one row is a purchase at the named touchpoints (none named: any event with a value), or a refund elsewhere under the
-- order id of one: whose, when (UTC microseconds), and its value; cancelled ones do not count
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), counted AS (
  SELECT f.person, f.occurred_at, f.order_id, f.value
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value IS NOT NULL AND NOT coalesce(f.cancelled AND f.value > 0, false)
), refunded AS (
  SELECT f.person, f.occurred_at, f.value
  FROM filtered_events AS f ANTI JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value < 0 AND f.order_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM counted AS c WHERE c.person = f.person AND c.order_id = f.order_id)
)
SELECT c.person, epoch_us(c.occurred_at) AS moment, c.value AS worth FROM counted AS c
UNION ALL
SELECT r.person, epoch_us(r.occurred_at), r.value FROM refunded AS r
