-- one row says whether duplicates are possible: other events lie in the time of these, or an event id comes twice
SELECT
  EXISTS (
    SELECT 1 FROM (SELECT v.occurred_at FROM events AS v UNION ALL SELECT a.occurred_at FROM set_aside_events AS a) AS e
    WHERE e.occurred_at BETWEEN (SELECT min(s.occurred_at) FROM staged AS s WHERE s.reason IS NULL)
      AND (SELECT max(s.occurred_at) FROM staged AS s WHERE s.reason IS NULL)
  ) AS overlapping,
  $has_ids AND (
    SELECT count(s.event_id) > count(DISTINCT hash(s.event_id)) FROM staged AS s WHERE s.reason IS NULL
  ) AS repeated_ids
