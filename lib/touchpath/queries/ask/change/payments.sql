-- one row is an event that pays or gives back: whose, when (UTC microseconds), what it was worth, and its order; a cancelled
-- order pays nothing
SELECT e.person, epoch_us(e.occurred_at) AS moment, e.value AS worth, e.order_id
FROM filtered_events AS e
WHERE e.value IS NOT NULL AND NOT coalesce(e.cancelled AND e.value > 0, false)
