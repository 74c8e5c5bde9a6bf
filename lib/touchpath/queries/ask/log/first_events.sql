-- one row is a person's first event: when (UTC microseconds) and the code of its channel (0: none)
SELECT
  e.person,
  epoch_us(min(e.occurred_at)) AS moment,
  arg_min(
    coalesce(e.channel, 0), struct_pack(at := e.occurred_at, import_id := e.import_id, source_row := e.source_row)
  ) AS channel
FROM filtered_events AS e
GROUP BY e.person
