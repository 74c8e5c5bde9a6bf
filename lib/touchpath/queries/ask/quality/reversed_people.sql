-- one row is a person who met the second touchpoint before the first: both rows of the files
WITH firsts AS (
  SELECT
    f.person, f.touchpoint, arg_min(f.import_id, f.occurred_at) AS import_id, arg_min(f.source_row, f.occurred_at) AS source_row,
    min(f.occurred_at) AS first_at
  FROM filtered_rows AS f
  WHERE list_contains([$first_code, $second_code], f.touchpoint)
  GROUP BY f.person, f.touchpoint
)
SELECT a.person, a.import_id AS first_import, a.source_row AS first_row, b.import_id AS second_import, b.source_row AS second_row
FROM firsts AS a
JOIN firsts AS b ON b.person = a.person
WHERE a.touchpoint = $first_code AND b.touchpoint = $second_code AND b.first_at < a.first_at
ORDER BY a.person
