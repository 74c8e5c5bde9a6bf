-- one row is nothing: amount(text, decimal_sign) is the finite number a text says (currency and thousands signs aside), or NULL
CREATE OR REPLACE TEMP MACRO amount(v, decimal_sign) AS CASE
  WHEN decimal_sign = '.' AND isfinite(try_cast(v AS DOUBLE)) THEN try_cast(v AS DOUBLE)
  WHEN regexp_matches(v, '(?i)nan|inf|[0-9]e[+]?[0-9]{3}') THEN NULL
  WHEN decimal_sign = '.' THEN try_cast(replace(regexp_replace(v, '[^0-9,.eE+-]', '', 'g'), ',', '') AS DOUBLE)
  WHEN decimal_sign = ',' THEN try_cast(replace(replace(regexp_replace(v, '[^0-9,.eE+-]', '', 'g'), '.', ''), ',', '.') AS DOUBLE)
END
