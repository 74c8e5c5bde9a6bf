-- one row is an event that an import repeated of another
SELECT
  i.file_name AS file, f.source_row AS row, o.file_name AS already_in, p.person_id AS person, f.occurred_at, t.raw_name AS touchpoint,
  f.value
FROM (
  SELECT * FROM duplicate_events AS d
  WHERE $import_id IS NULL OR d.import_id = $import_id
  ORDER BY d.import_id, d.source_row LIMIT $most
) AS f
JOIN imports AS i ON i.import_id = f.import_id
LEFT JOIN imports AS o ON o.import_id = f.duplicate_of
JOIN people AS p ON p.person = f.identity
JOIN touchpoints AS t ON t.code = f.touchpoint
ORDER BY f.import_id, f.source_row
