-- one row is an id whose human changed (merging holds only the ids that are merged)
UPDATE people SET canonical = n.canonical
FROM (
  SELECT p.person, coalesce(m.canonical, p.person) AS canonical
  FROM people AS p LEFT JOIN merging AS m ON m.person = p.person
  WHERE p.canonical <> coalesce(m.canonical, p.person)
) AS n
WHERE people.person = n.person
