-- one row is a place of the workspace and how many rows there are of, or speak of, a human
SELECT 'events' AS place, count(*) AS rows FROM events AS e WHERE list_contains($people, e.identity) OR list_contains($people, e.person)
UNION ALL SELECT 'repeated events', count(*) FROM duplicate_events AS d WHERE list_contains($people, d.identity)
UNION ALL SELECT 'events set aside', count(*) FROM set_aside_events AS s WHERE list_contains($people, s.identity)
UNION ALL SELECT 'answers', count(*) FROM responses AS r
  WHERE list_contains($people, r.identity) OR list_contains($people, r.person) OR list_contains($ids, r.respondent)
    OR list_contains($ids, r.person_id)
UNION ALL SELECT 'repeated answers', count(*) FROM duplicate_responses AS q
  WHERE list_contains($ids, q.respondent) OR list_contains($ids, q.person_id)
UNION ALL SELECT 'rows of people files', count(*) FROM people_rows AS p WHERE list_contains($people, p.identity)
UNION ALL SELECT 'aliases', count(*) FROM identities AS i WHERE list_contains($people, i.identity) OR list_contains($people, i.alias)
UNION ALL SELECT 'assignments of tests', count(*) FROM assignments AS a WHERE list_contains($ids, a.person_id)
UNION ALL SELECT 'saved groups', count(*) FROM group_members AS g WHERE list_contains($people, g.person)
UNION ALL SELECT 'rejected rows', count(*) FROM rejected_rows AS j WHERE regexp_matches(j.raw, $cell)
