-- one row is a person of an assignments file with a value in one of its other columns
SELECT
  coalesce(p.canonical, -min(a.source_row)) AS person,
  arg_min(a.attributes[$name], a.source_row) AS label
FROM assignments AS a
LEFT JOIN people AS p ON p.person_id = a.person_id
WHERE a.test = $test
GROUP BY p.canonical, CASE WHEN p.canonical IS NULL THEN a.person_id END
