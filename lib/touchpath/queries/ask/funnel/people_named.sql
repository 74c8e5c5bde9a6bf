-- one row is a person: the id as uploaded, the persona, and the last event there is: what, on which channel, when
WITH last_events AS (
  SELECT
    e.person,
    arg_max(
      struct_pack(touchpoint := e.touchpoint, channel := e.channel, occurred_at := e.occurred_at),
      struct_pack(a := e.occurred_at, b := e.import_id, c := e.source_row)
    ) AS event
  FROM events AS e
  WHERE e.person IN (SELECT unnest($people))
  GROUP BY e.person
)
SELECT p.person, p.person_id, p.persona, t.touchpoint, c.channel, l.event.occurred_at AS occurred_at
FROM people AS p
LEFT JOIN last_events AS l ON l.person = p.person
LEFT JOIN touchpoints AS t ON t.code = l.event.touchpoint
LEFT JOIN channels AS c ON c.code = l.event.channel
WHERE p.person IN (SELECT unnest($people))
