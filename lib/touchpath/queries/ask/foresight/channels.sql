-- one row is a person on a channel before $cutoff: the least code of its name, and how many events
WITH leads AS (
  SELECT c.code, min(c.code) OVER (PARTITION BY c.channel) AS lead FROM channels AS c
)
SELECT f.person, l.lead AS channel, count(*) AS times
FROM filtered_events AS f JOIN leads AS l ON l.code = f.channel
WHERE f.occurred_at < $cutoff
GROUP BY f.person, l.lead
