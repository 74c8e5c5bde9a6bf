-- one row is a touchpoint name that nothing names any more and nobody has confirmed
DELETE FROM touchpoints
WHERE NOT confirmed AND code NOT IN (
  SELECT e.touchpoint FROM events AS e
  UNION SELECT s.touchpoint FROM set_aside_events AS s
  UNION SELECT d.touchpoint FROM duplicate_events AS d WHERE d.touchpoint IS NOT NULL
  UNION SELECT r.touchpoint FROM responses AS r WHERE r.touchpoint IS NOT NULL
  UNION SELECT q.touchpoint FROM duplicate_responses AS q WHERE q.touchpoint IS NOT NULL
)
