-- one row is a person id the workspace had not met
INSERT INTO people (person, person_id, canonical)
SELECT f.last + row_number() OVER (ORDER BY n.person_id), n.person_id, f.last + row_number() OVER (ORDER BY n.person_id)
FROM (
  SELECT DISTINCT s.person_id FROM staged AS s
  WHERE s.reason IS NULL AND s.person_id IS NOT NULL AND s.person_id NOT IN (SELECT p.person_id FROM people AS p)
) AS n
CROSS JOIN (SELECT coalesce(max(p.person), 0) AS last FROM people AS p) AS f
