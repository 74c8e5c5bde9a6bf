-- one row is the whole view: net and gross value of the events at the named touchpoints (none named: of all), how many
-- carry a value, and the people they are of; refunds at other touchpoints under the order id of such an event count; sums are exact, so that no order of adding shows in the last digit
WITH wanted AS (
  SELECT t.code FROM touchpoints AS t WHERE len($touchpoints) = 0 OR t.touchpoint IN (SELECT unnest($touchpoints))
), counted AS (
  SELECT f.person, f.order_id, f.value, f.gross
  FROM filtered_events AS f JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value IS NOT NULL AND NOT coalesce(f.cancelled AND f.value > 0, false)
), refunded AS (
  SELECT f.value
  FROM filtered_events AS f ANTI JOIN wanted AS w ON w.code = f.touchpoint
  WHERE f.value < 0 AND f.order_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM counted AS c WHERE c.person = f.person AND c.order_id = f.order_id)
)
SELECT
  fsum(c.value) + coalesce((SELECT fsum(r.value) FROM refunded AS r), 0) AS revenue,
  fsum(c.gross) AS gross,
  count(*) AS events,
  count(DISTINCT c.person) AS people
FROM counted AS c
