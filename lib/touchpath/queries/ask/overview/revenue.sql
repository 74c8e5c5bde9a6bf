-- one row is the whole view: the value of the events at the named touchpoints (none named: of all), and how many carry one
SELECT sum(f.value) AS revenue, count(f.value) AS events
FROM filtered_events AS f
WHERE
  len($touchpoints) = 0
  OR f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($touchpoints)))
