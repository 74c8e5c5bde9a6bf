-- one row is a person with the channel of the first event ever: its code (0: that event has none) and its shown name
WITH firsts AS (
  SELECT f.person, arg_min(coalesce(f.channel, 0), row(f.occurred_at, f.import_id, f.source_row)) AS channel
  FROM events AS f
  GROUP BY f.person
)
SELECT s.person, s.channel, c.channel AS channel_name
FROM firsts AS s LEFT JOIN channels AS c ON c.code = s.channel
