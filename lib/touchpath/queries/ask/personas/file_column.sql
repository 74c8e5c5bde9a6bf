-- one row is a human with a persona in people files: the last one, and how many different ones
WITH valued AS (
  SELECT p.canonical AS person, r.persona AS value, r.import_id, r.source_row
  FROM people_rows AS r
  JOIN people AS p ON p.person = r.identity
  WHERE nullif(r.persona, '') IS NOT NULL
)
SELECT
  v.person,
  arg_max(v.value, (v.import_id, v.source_row)) AS value,
  count(DISTINCT v.value) AS distinct_values
FROM valued AS v
GROUP BY v.person
