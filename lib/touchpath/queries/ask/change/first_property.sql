-- one row is a person's first event that carries a property: when (UTC microseconds), its value, and how many values the person has
SELECT
  e.person,
  epoch_us(min(e.occurred_at)) AS moment,
  arg_min(
    shortest_number(e.properties[$name]), struct_pack(at := e.occurred_at, import_id := e.import_id, source_row := e.source_row)
  ) AS label,
  count(DISTINCT shortest_number(e.properties[$name])) AS labels
FROM filtered_events AS e
WHERE e.properties[$name] IS NOT NULL AND e.properties[$name] <> ''
GROUP BY e.person
