-- one row is the file: the pairs of ids it joins
SELECT count(*) AS rows, count(DISTINCT s.alias_id) AS aliases, count(DISTINCT s.person_id) AS people
FROM staged AS s WHERE s.reason IS NULL
