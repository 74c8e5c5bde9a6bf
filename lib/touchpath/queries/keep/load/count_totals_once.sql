-- one row is a row of the file whose order has its total on another row: the total stays on the first row that has one above or below
-- zero; rows of an order that has no total keep what their quantity and price make
UPDATE staged_rows SET value = NULL
FROM (
  SELECT s.rowid AS place
  FROM staged_rows AS s
  WHERE s.reason IS NULL AND s.order_id IS NOT NULL
  QUALIFY bool_or(s.has_amount) OVER (PARTITION BY s.person_id, s.touchpoint_name, s.order_id)
    AND row_number() OVER (
      PARTITION BY s.person_id, s.touchpoint_name, s.order_id ORDER BY NOT s.has_amount, s.value = 0, s.rowid
    ) > 1
) AS repeated
WHERE staged_rows.rowid = repeated.place
