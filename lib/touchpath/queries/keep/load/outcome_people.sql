-- one row is the file: the people it describes
SELECT count(*) AS rows, count(DISTINCT s.person_id) AS people, count(DISTINCT s.persona) AS personas
FROM staged AS s WHERE s.reason IS NULL
