-- one row is a person whose first or last event changed with this import
UPDATE people SET
  first_seen = least(people.first_seen, n.first_seen), last_seen = greatest(people.last_seen, n.last_seen)
FROM (
  SELECT e.person, min(e.occurred_at) AS first_seen, max(e.occurred_at) AS last_seen
  FROM events AS e WHERE e.import_id = $import_id GROUP BY e.person
) AS n
WHERE people.person = n.person
