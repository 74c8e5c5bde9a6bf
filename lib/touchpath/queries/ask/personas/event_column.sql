-- one row is a human with a value of an event property: the last one, and how many different ones
WITH valued AS (
  SELECT e.person, shortest_number(e.properties[$name]) AS value, e.occurred_at, e.import_id, e.source_row
  FROM events AS e
  WHERE nullif(e.properties[$name], '') IS NOT NULL
)
SELECT
  v.person,
  arg_max(v.value, (v.occurred_at, v.import_id, v.source_row)) AS value,
  count(DISTINCT v.value) AS distinct_values
FROM valued AS v
GROUP BY v.person
