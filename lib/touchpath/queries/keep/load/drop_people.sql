-- one row is a person id that nothing in the workspace names any more
DELETE FROM people
WHERE person NOT IN (
  SELECT e.identity FROM events AS e
  UNION SELECT s.identity FROM set_aside_events AS s
  UNION SELECT d.identity FROM duplicate_events AS d WHERE d.identity IS NOT NULL
  UNION SELECT r.identity FROM people_rows AS r
  UNION SELECT i.identity FROM identities AS i
  UNION SELECT i.alias FROM identities AS i
)
