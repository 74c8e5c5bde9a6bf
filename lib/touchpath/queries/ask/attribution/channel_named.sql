-- one row says whether any event of the workspace names a channel
SELECT EXISTS (SELECT 1 FROM events AS e WHERE e.channel IS NOT NULL) AS named
