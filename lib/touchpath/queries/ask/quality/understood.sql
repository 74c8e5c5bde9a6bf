-- one row is an import of events: how many people and touchpoints its events have (met: people of another import too), what their values look like, how many belong to an order
WITH several AS (
  SELECT e.person FROM events AS e GROUP BY e.person HAVING min(e.import_id) < max(e.import_id)
)
SELECT
  i.import_id, i.file_name, count(*) AS events, count(DISTINCT e.identity) AS people, count(DISTINCT s.person) AS met,
  count(DISTINCT e.touchpoint) AS names, count(e.order_id) AS ordered,
  count(e.value) AS valued, min(e.value) AS least, max(e.value) AS largest, count(DISTINCT e.value) AS different,
  coalesce(bool_and(e.value = floor(e.value)), FALSE) AS whole, count_if(e.value % 10 = 0) AS tens
FROM events AS e
JOIN imports AS i ON i.import_id = e.import_id
LEFT JOIN several AS s ON s.person = e.person
WHERE $import_id IS NULL OR e.import_id = $import_id
GROUP BY i.import_id, i.file_name
ORDER BY i.import_id
