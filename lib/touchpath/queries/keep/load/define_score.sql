-- one row is nothing: score(text, decimal_sign) is the number of an answer, also of a labelled end of a scale ("10 - Extremely likely"), or NULL
CREATE OR REPLACE TEMP MACRO score(v, decimal_sign) AS coalesce(
  amount(v, decimal_sign),
  try_cast(nullif(regexp_extract(v, '^\s*(-?[0-9]{1,3})\s*[-\x{2013}\x{2014}:=(.)]\s*[^0-9\s]', 1), '') AS DOUBLE),
  try_cast(nullif(regexp_extract(v, '[^0-9\s]\s*[-\x{2013}\x{2014}:=(]\s*([0-9]{1,3})\s*\)?\s*$', 1), '') AS DOUBLE)
)
