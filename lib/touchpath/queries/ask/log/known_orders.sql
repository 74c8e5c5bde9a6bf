-- one row is an event as it was known before $cutoff: whose, when (UTC microseconds), its value, its order, whether it was cancelled by then, and whether it is a purchase
WITH known AS (
  SELECT
    r.person,
    epoch_us(min(r.occurred_at)) AS moment,
    CASE WHEN count(r.value) = 0 THEN NULL ELSE fsum(r.value) END AS worth,
    any_value(r.order_id) AS order_id,
    coalesce(bool_or(r.cancelled), false)
    OR (count(*) > 1 AND coalesce(bool_or(r.value < 0), false) AND coalesce(fsum(r.value), 0) <= 0) AS cancelled
  FROM filtered_rows AS r JOIN touchpoints AS t ON t.code = r.touchpoint
  WHERE r.occurred_at < $cutoff
  GROUP BY
    r.person,
    t.touchpoint,
    nullif(r.order_id, ''),
    CASE WHEN nullif(r.order_id, '') IS NULL THEN (r.import_id, r.source_row, r.touchpoint) END
)
SELECT
  k.person,
  k.moment,
  k.worth,
  k.order_id,
  k.cancelled,
  NOT (k.cancelled OR coalesce(k.worth < 0, false)) AS bought
FROM known AS k
