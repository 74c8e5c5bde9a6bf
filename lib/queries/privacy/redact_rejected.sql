-- one row is a rejected row that speaks of a human: the ids are written over
UPDATE rejected_rows SET raw = regexp_replace(rejected_rows.raw, $pattern, $over, 'g')
WHERE regexp_matches(rejected_rows.raw, $pattern)
