-- one row is an alias the workspace had not met as a person id
INSERT INTO people (person, person_id, canonical)
SELECT f.last + row_number() OVER (ORDER BY n.alias_id), n.alias_id, f.last + row_number() OVER (ORDER BY n.alias_id)
FROM (
  SELECT DISTINCT s.alias_id FROM staged AS s
  WHERE s.reason IS NULL AND s.alias_id NOT IN (SELECT p.person_id FROM people AS p)
) AS n
CROSS JOIN (SELECT coalesce(max(p.person), 0) AS last FROM people AS p) AS f
