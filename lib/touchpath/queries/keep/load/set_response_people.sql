-- one row is an answer whose human changed
UPDATE responses SET person = p.canonical FROM people AS p
WHERE p.person = responses.identity AND responses.person IS DISTINCT FROM p.canonical
