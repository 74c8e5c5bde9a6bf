-- one row is an answer whose respondent is a person the workspace has met meanwhile
UPDATE responses SET identity = p.person, person = p.canonical FROM people AS p
WHERE responses.identity IS NULL AND p.person_id = coalesce(responses.person_id, responses.respondent)
