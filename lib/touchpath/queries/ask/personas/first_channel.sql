-- one row is a human with events and the channel of the first one (missing stays missing)
WITH first_event AS (
  SELECT e.person, min(e.occurred_at) AS occurred_at FROM events AS e GROUP BY e.person
),
tied AS (
  SELECT
    e.person, e.channel,
    row_number() OVER (PARTITION BY e.person ORDER BY e.import_id, e.source_row) AS place
  FROM events AS e
  JOIN first_event AS f ON f.person = e.person AND f.occurred_at = e.occurred_at
)
SELECT t.person, c.channel
FROM tied AS t
LEFT JOIN channels AS c ON c.code = t.channel
WHERE t.place = 1
