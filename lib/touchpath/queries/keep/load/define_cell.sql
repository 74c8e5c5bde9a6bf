-- one row is nothing: cell(cells, place, constant) is the trimmed text at a place (NULL: no such column), else the constant
CREATE OR REPLACE TEMP MACRO cell(cells, place, constant) AS coalesce(nullif(trim(cells[place]), ''), constant)
