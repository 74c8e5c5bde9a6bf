-- one row is nothing: decimals_at_end(text, decimal_sign) is decimals() of a text that ends in a digit
CREATE OR REPLACE TEMP MACRO decimals_at_end(v, decimal_sign) AS CASE
  WHEN substr(v, -3, 1) IN ('.', ',') THEN CASE WHEN substr(v, -3, 1) = decimal_sign THEN 1 ELSE -1 END
  WHEN substr(v, -2, 1) IN ('.', ',') THEN CASE WHEN substr(v, -2, 1) = decimal_sign THEN 1 ELSE -1 END
  WHEN regexp_matches(v, '(^|[^0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}$') THEN 2
  ELSE 0
END
