-- one row is an event that shares its person and moment with another; copy counts rows of one file that are equal in every cell
WITH tied AS (
  SELECT f.person, f.occurred_at FROM filtered_rows AS f GROUP BY f.person, f.occurred_at HAVING count(*) > 1
)
SELECT
  e.import_id, e.source_row, e.person, e.touchpoint, e.occurred_at,
  row_number() OVER (
    PARTITION BY e.import_id, e.identity, e.occurred_at, e.touchpoint, e.channel, e.session, e.value, e.order_id, e.event_id,
      CAST(e.properties AS VARCHAR), e.campaign, e.currency, e.cancelled
    ORDER BY e.source_row
  ) AS copy
FROM events AS e
JOIN tied AS t ON t.person = e.person AND t.occurred_at = e.occurred_at
WHERE $import_id IS NULL OR e.import_id = $import_id
ORDER BY e.import_id, e.source_row
