-- one row is a property of an event at some touchpoints of a person who was asked: its source, the name, the value as text
SELECT f.import_id, f.source_row, f.touchpoint, p.entry.key AS name, shortest_number(p.entry.value) AS value
FROM filtered_events AS f, (SELECT unnest(map_entries(f.properties)) AS entry) AS p
WHERE f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($about, t.touchpoint))
  AND f.person IN (
    SELECT e.person FROM events AS e
    WHERE e.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE list_contains($asking, t.touchpoint))
  )
  AND p.entry.value <> ''
