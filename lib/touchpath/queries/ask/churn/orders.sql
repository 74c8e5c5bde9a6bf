-- one row is a purchase: events of one person with the same order id are one, at the first of their times (UTC microseconds)
SELECT e.person, epoch_us(min(e.occurred_at)) AS moment
FROM filtered_events AS e
WHERE e.order_id IS NOT NULL
GROUP BY e.person, e.order_id
UNION ALL
SELECT e.person, epoch_us(e.occurred_at) AS moment
FROM filtered_events AS e
WHERE e.order_id IS NULL
