-- one row is the hash of the event id of a row that can be taken, of one part of all hashes
SELECT hash(s.event_id) AS hash
FROM staged AS s
WHERE s.reason IS NULL AND s.event_id IS NOT NULL AND ($parts = 1 OR hash(s.event_id) % $parts = $part)
