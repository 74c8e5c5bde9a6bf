-- one row is a row of a human that is erased
DELETE FROM this_table AS x
WHERE list_contains($people, x.each_key) OR list_contains($ids, x.each_id) OR regexp_matches(x.each_line, $cell)
