-- one row is nothing: line_amount(quantity, unit_price) is their product, exact to the last written decimal where both have at most
-- ten digits before and nine after the point (0.1 x 3 is 0.3)
CREATE OR REPLACE TEMP MACRO line_amount(quantity, unit_price) AS CASE
  WHEN CAST(try_cast(quantity AS DECIMAL(19, 9)) AS DOUBLE) = quantity
    AND CAST(try_cast(unit_price AS DECIMAL(19, 9)) AS DOUBLE) = unit_price
    THEN CAST(try_cast(quantity AS DECIMAL(19, 9)) * try_cast(unit_price AS DECIMAL(19, 9)) AS DOUBLE)
  ELSE CAST(quantity AS DOUBLE) * CAST(unit_price AS DOUBLE)
END
