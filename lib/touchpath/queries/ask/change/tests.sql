-- one row is a test with an assignments file: its arms, its people, those known in the workspace, when it began and its columns
SELECT
  a.test,
  min(a.file_name) AS file_name,
  list_sort(list(DISTINCT a.arm)) AS arms,
  count(DISTINCT a.person_id) AS people,
  count(DISTINCT p.canonical) AS known,
  min(a.assigned_at) AS first_assigned,
  list_sort(list_distinct(flatten(list(map_keys(a.attributes))))) AS columns
FROM assignments AS a
LEFT JOIN people AS p ON p.person_id = a.person_id
GROUP BY a.test
ORDER BY lower(a.test), a.test
