-- one row is a person id the workspace had not met
INSERT INTO people (person, person_id, canonical)
SELECT n.person, n.person_id, n.person
FROM (
  SELECT (SELECT coalesce(max(p.person), 0) FROM people AS p) + row_number() OVER (ORDER BY d.person_id) AS person, d.person_id
  FROM (SELECT DISTINCT s.person_id FROM staged AS s WHERE s.reason IS NULL AND s.person_id IS NOT NULL) AS d
  ANTI JOIN people AS p ON p.person_id = d.person_id
) AS n
