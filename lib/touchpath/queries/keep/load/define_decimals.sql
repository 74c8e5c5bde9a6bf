-- one row is nothing: decimals(text, decimal_sign) is what an amount tells of the sign before decimals: 1 that it is decimal_sign, -1
-- that it is the other, 2 that either may be meant (1.234), 0 nothing. Told by the last signs: looking closer costs more than reading.
CREATE OR REPLACE TEMP MACRO decimals(v, decimal_sign) AS CASE
  WHEN NOT (contains(v, ',') OR contains(v, '.')) THEN 0
  WHEN right(v, 1) NOT BETWEEN '0' AND '9' THEN decimals_at_end(regexp_replace(left(v, 60), '[^0-9]+$', ''), decimal_sign)
  ELSE decimals_at_end(v, decimal_sign)
END
