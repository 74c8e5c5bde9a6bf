-- one row is a person made of many ids
SELECT p.person, p.person_id, count(*) AS ids
FROM people AS a
JOIN people AS p ON p.person = a.canonical
GROUP BY p.person, p.person_id
HAVING count(*) >= $fewest
ORDER BY ids DESC, p.person
