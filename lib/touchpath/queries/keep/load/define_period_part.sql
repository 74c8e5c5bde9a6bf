-- one row is nothing: period_part(text, n) is the first (1) or last (2) day of a period written as two, "2021-01-01 - 2021-01-28"; else NULL
CREATE OR REPLACE TEMP MACRO period_part(t, n) AS CASE
  WHEN regexp_full_match(t, '\S.{3,18}\S\s{1,3}(-|–|—|~|〜|to|bis|until|au|tot|al)\s{1,3}\S.{3,18}\S')
    THEN trim(regexp_split_to_array(t, '\s{1,3}(-|–|—|~|〜|to|bis|until|au|tot|al)\s{1,3}')[n])
END
