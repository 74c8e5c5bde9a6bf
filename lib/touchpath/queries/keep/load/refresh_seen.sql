-- one row is a human whose first or last event changed
UPDATE people SET first_seen = n.first_seen, last_seen = n.last_seen
FROM (
  SELECT p.person, e.first_seen, e.last_seen
  FROM people AS p
  LEFT JOIN (
    SELECT v.person, min(v.occurred_at) AS first_seen, max(v.occurred_at) AS last_seen FROM events AS v GROUP BY v.person
  ) AS e ON e.person = p.person
  WHERE p.first_seen IS DISTINCT FROM e.first_seen OR p.last_seen IS DISTINCT FROM e.last_seen
) AS n
WHERE people.person = n.person
