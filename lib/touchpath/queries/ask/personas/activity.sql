-- one row is a human who did one of the named touchpoints (as shown or as uploaded): how often, and the sum of values
WITH named AS (
  SELECT t.code
  FROM touchpoints AS t
  WHERE $any_touchpoint
    OR t.touchpoint IN (SELECT unnest($touchpoints))
    OR t.raw_name IN (SELECT unnest($touchpoints))
)
SELECT e.person, count(*) AS events, coalesce(sum(e.value), 0) AS value
FROM filtered_events AS e
WHERE e.touchpoint IN (SELECT n.code FROM named AS n)
GROUP BY e.person
