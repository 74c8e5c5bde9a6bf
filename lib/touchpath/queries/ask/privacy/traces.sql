-- one row is how many rows of a table there are of a human
SELECT count(*) AS rows FROM this_table AS x
WHERE list_contains($people, x.each_key) OR list_contains($ids, x.each_id) OR regexp_matches(x.each_line, $cell)
