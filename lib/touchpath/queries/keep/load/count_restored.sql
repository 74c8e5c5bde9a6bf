-- one row is an import whose rows came back: they count as accepted again
UPDATE imports SET accepted = imports.accepted + n.rows, duplicate = imports.duplicate - n.rows
FROM (SELECT r.import_id, count(*) AS rows FROM restored AS r GROUP BY r.import_id) AS n
WHERE imports.import_id = n.import_id
