-- one row is an event outside any named session: whose, when (UTC microseconds), whether it is a conversion
SELECT
  e.person,
  epoch_us(e.occurred_at) AS moment,
  e.touchpoint IN (
    SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($conversion))
  ) AS converted
FROM filtered_events AS e
WHERE e.session IS NULL
