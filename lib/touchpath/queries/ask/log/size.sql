-- one row is the whole workspace: how many events it holds
SELECT count(*) AS events FROM events AS e
