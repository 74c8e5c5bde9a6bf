-- one row is the workspace: whether a file names the session of an event
SELECT exists(SELECT 1 FROM events AS e WHERE e.session IS NOT NULL) AS named
