-- one row is an answer (or amount) of the file that the workspace holds as often; whole: so is everything its row says.
-- One that is fixed into an import comes after those the import has already.
CREATE OR REPLACE TEMP TABLE repeated AS
WITH known AS (
  SELECT k.* FROM known_items AS k SEMI JOIN given_items AS g ON g.content = k.content
), held AS (
  SELECT k.content, k.import_id, row_number() OVER (PARTITION BY k.content ORDER BY k.import_id, k.source_row) AS copy
  FROM known AS k WHERE k.duplicate IS NULL
), own AS (
  SELECT k.content, count(*) AS copies FROM known AS k WHERE k.import_id = $import_id GROUP BY k.content
), given AS (
  SELECT
    n.place, n.source_row, n.content, count(*) OVER (PARTITION BY n.source_row) AS items,
    coalesce(o.copies, 0) + row_number() OVER (PARTITION BY n.content ORDER BY n.source_row, n.place) AS copy
  FROM given_items AS n LEFT JOIN own AS o ON o.content = n.content
)
SELECT g.place, g.source_row, h.import_id AS duplicate_of, count(*) OVER (PARTITION BY g.source_row) = g.items AS whole
FROM given AS g JOIN held AS h ON h.content = g.content AND h.copy = g.copy
WHERE $comparable
