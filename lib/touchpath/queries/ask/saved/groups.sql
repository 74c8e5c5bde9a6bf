-- one row is a saved group of people: how many it holds, and how it was made
SELECT s.name, s.definition, s.saved_at, count(g.person) AS people
FROM saved AS s
LEFT JOIN group_members AS g ON g.group_name = s.name
WHERE s.kind = 'group'
GROUP BY s.name, s.definition, s.saved_at
ORDER BY lower(s.name), s.name
