-- one row is a row of a people file, with the reason why it cannot be taken (NULL: it can)
CREATE OR REPLACE TEMP TABLE staged AS
WITH typed AS (
  SELECT
    s.source_row, s.place,
    coalesce(cell(s.cells, $person, $person_constant), CASE WHEN $numbered THEN concat($file_name, ' ', s.source_row) END) AS person_id,
    cell(s.cells, $persona, $persona_constant) AS persona,
    CASE WHEN len($attribute_places) > 0 THEN map($attribute_names, list_transform($attribute_places, lambda place: s.cells[place])) END AS attributes
  FROM source_cells AS s
)
SELECT
  t.source_row, t.place, t.person_id, t.persona, t.attributes,
  CASE WHEN t.person_id IS NULL THEN 'no person' END AS reason,
  CASE WHEN t.person_id IS NULL THEN $person_label END AS column_name
FROM typed AS t
