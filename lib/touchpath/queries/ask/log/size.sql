-- one row is the whole workspace: how many events it holds, and when the last of them was
SELECT count(*) AS events, max(e.occurred_at) AS last_moment FROM events AS e
