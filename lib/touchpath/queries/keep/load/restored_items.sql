-- one row is something repeated that comes back: the import that held it is taken back.
-- It is held as often as in the import that has it most; of several imports the first with that many copies gives them.
CREATE OR REPLACE TEMP TABLE restored_items AS
WITH copies AS (
  SELECT
    k.import_id, k.source_row, k.duplicate, k.content,
    row_number() OVER (PARTITION BY k.content, k.import_id ORDER BY k.source_row, k.duplicate) AS copy,
    CASE WHEN k.once THEN 1 ELSE count(*) OVER (PARTITION BY k.content, k.import_id) END AS times
  FROM known_items AS k
  SEMI JOIN known_items AS s ON s.content = k.content AND s.duplicate_of = $import_id
), ranked AS (
  SELECT
    c.*,
    max(c.times) OVER (PARTITION BY c.content) - count(*) FILTER (c.duplicate IS NULL) OVER (PARTITION BY c.content) AS missing,
    coalesce(max(c.times) OVER (PARTITION BY c.content ORDER BY c.import_id RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM copies AS c
)
SELECT r.import_id, r.source_row, r.duplicate
FROM ranked AS r
WHERE r.duplicate IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY r.content ORDER BY r.copy > r.before DESC, r.import_id, r.source_row) <= r.missing
