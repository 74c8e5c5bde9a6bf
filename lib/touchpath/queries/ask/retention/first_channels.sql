-- one row is a person's first event (UTC microseconds) and its channel (empty text: missing)
SELECT
  e.person,
  epoch_us(min(e.occurred_at)) AS moment,
  arg_min(
    coalesce(c.channel, ''), struct_pack(at := e.occurred_at, import_id := e.import_id, source_row := e.source_row)
  ) AS channel
FROM filtered_events AS e
LEFT JOIN channels AS c ON c.code = e.channel
GROUP BY e.person
