-- one row is a pair of ids of one human, with the reason why it cannot be taken (NULL: it can)
CREATE OR REPLACE TEMP TABLE staged AS
WITH typed AS (
  SELECT s.source_row, s.place, cell(s.cells, $alias, $alias_constant) AS alias_id, cell(s.cells, $person, $person_constant) AS person_id
  FROM source_cells AS s
)
SELECT
  t.source_row, t.place, t.alias_id, t.person_id,
  CASE WHEN t.alias_id IS NULL THEN 'no other id' WHEN t.person_id IS NULL THEN 'no person' END AS reason,
  CASE WHEN t.alias_id IS NULL THEN $alias_label WHEN t.person_id IS NULL THEN $person_label END AS column_name
FROM typed AS t
