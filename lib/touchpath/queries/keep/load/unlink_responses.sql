-- one row is an answer whose person is no longer known
UPDATE responses SET identity = NULL, person = NULL
WHERE identity IS NOT NULL AND identity NOT IN (SELECT p.person FROM people AS p)
