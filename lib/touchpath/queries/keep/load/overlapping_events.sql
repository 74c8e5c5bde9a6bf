-- one row says whether other events lie in the time of these: only then can one be a duplicate of another import
SELECT
  EXISTS (
    SELECT 1 FROM (SELECT v.occurred_at FROM events AS v UNION ALL SELECT a.occurred_at FROM set_aside_events AS a) AS e
    WHERE e.occurred_at BETWEEN (SELECT min(s.occurred_at) FROM staged AS s WHERE s.reason IS NULL)
      AND (SELECT max(s.occurred_at) FROM staged AS s WHERE s.reason IS NULL)
  ) AS overlapping
