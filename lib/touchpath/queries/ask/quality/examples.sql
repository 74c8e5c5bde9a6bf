-- one row is an event in view, as a reader knows it: the first of them in file order
SELECT
  i.file_name AS file, f.source_row AS row, p.person_id AS person, f.occurred_at, t.raw_name AS touchpoint, c.raw_name AS channel,
  f.value
FROM (SELECT * FROM filtered_rows AS v ORDER BY v.import_id, v.source_row LIMIT $most) AS f
LEFT JOIN imports AS i ON i.import_id = f.import_id
JOIN people AS p ON p.person = f.person
JOIN touchpoints AS t ON t.code = f.touchpoint
LEFT JOIN channels AS c ON c.code = f.channel
ORDER BY f.import_id, f.source_row
