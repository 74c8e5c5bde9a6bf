-- one row is an event whose human changed
UPDATE events SET person = p.canonical FROM people AS p
WHERE p.person = events.identity AND events.person <> p.canonical
