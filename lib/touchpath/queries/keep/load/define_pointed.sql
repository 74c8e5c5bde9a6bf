-- one row is nothing: pointed(digits, decimal_sign) is a number of digits, points and commas with a point before its decimals and no
-- sign between thousands. 19,90 and 1.234,5 can be read in one way only; 1,234 and 1.234 as decimal_sign says.
CREATE OR REPLACE TEMP MACRO pointed(t, decimal_sign) AS CASE
  WHEN contains(t, ',') AND contains(t, '.') THEN CASE
    WHEN instr(reverse(t), ',') < instr(reverse(t), '.') THEN replace(replace(t, '.', ''), ',', '.')
    ELSE replace(t, ',', '')
  END
  WHEN regexp_full_match(t, '[0-9]{1,3}((,[0-9]{2,3})+,[0-9]{3}|(\.[0-9]{2,3})+\.[0-9]{3})') THEN replace(replace(t, '.', ''), ',', '')
  WHEN regexp_full_match(t, '[1-9][0-9]{0,2}[.,][0-9]{3}') AND NOT contains(t, decimal_sign) THEN replace(replace(t, '.', ''), ',', '')
  ELSE replace(t, ',', '.')
END
