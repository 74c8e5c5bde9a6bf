-- one row is a row of rejected_rows that is erased
DELETE FROM rejected_rows AS x WHERE regexp_matches(x.raw, $cell)
