-- one row is a channel name that nothing names any more
DELETE FROM channels
WHERE code NOT IN (
  SELECT e.channel FROM events AS e WHERE e.channel IS NOT NULL
  UNION SELECT s.channel FROM set_aside_events AS s WHERE s.channel IS NOT NULL
  UNION SELECT d.channel FROM duplicate_events AS d WHERE d.channel IS NOT NULL
  UNION SELECT r.channel FROM responses AS r WHERE r.channel IS NOT NULL
  UNION SELECT q.channel FROM duplicate_responses AS q WHERE q.channel IS NOT NULL
  UNION SELECT a.channel FROM duplicate_amounts AS a WHERE a.channel IS NOT NULL
  UNION SELECT c.channel FROM costs AS c WHERE c.channel IS NOT NULL
  UNION SELECT n.channel FROM daily_counts AS n WHERE n.channel IS NOT NULL
)
