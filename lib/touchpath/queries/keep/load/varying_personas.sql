-- one row is how many people of this file have more than one persona in it, and some of their ids
SELECT count(*) AS people, list(v.person_id ORDER BY v.person_id)[1:5] AS examples
FROM (
  SELECT s.person_id FROM staged AS s WHERE s.reason IS NULL GROUP BY s.person_id HAVING count(DISTINCT s.persona) > 1
) AS v
