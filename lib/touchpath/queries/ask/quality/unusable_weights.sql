-- one row is all answers in view: how many there are, and how many have a weight that is not above 0 and finite
SELECT count(*) AS answers, count(*) FILTER (r.weight IS NOT NULL AND NOT r.weight BETWEEN 1e-100 AND 1e100) AS unusable
FROM responses AS r
WHERE $import_id IS NULL OR r.import_id = $import_id
