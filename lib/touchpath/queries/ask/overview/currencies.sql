-- one row is a currency that values in view are in: how many events at the named touchpoints (none named: at all) carry one in it
SELECT f.currency, count(*) AS events
FROM filtered_events AS f
WHERE f.currency IS NOT NULL AND f.value IS NOT NULL AND (
  len($touchpoints) = 0
  OR f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($touchpoints)))
)
GROUP BY f.currency
ORDER BY events DESC, f.currency
