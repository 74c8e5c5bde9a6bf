-- one row is something repeated of the import that is taken back, and the import that holds it now
CREATE OR REPLACE TEMP TABLE repointed_items AS
WITH copies AS (
  SELECT
    k.*, row_number() OVER (PARTITION BY k.content, k.import_id ORDER BY k.source_row, k.duplicate) AS copy,
    row_number() OVER (PARTITION BY k.content, k.duplicate IS NULL ORDER BY k.import_id, k.source_row) AS place
  FROM known_items AS k
  SEMI JOIN known_items AS s ON s.content = k.content AND s.duplicate_of = $import_id
)
SELECT d.duplicate, coalesce(min(h.import_id) FILTER (h.place = d.copy), min(h.import_id)) AS import_id
FROM copies AS d
JOIN copies AS h ON h.content = d.content AND h.duplicate IS NULL
WHERE d.duplicate_of = $import_id
GROUP BY d.duplicate
