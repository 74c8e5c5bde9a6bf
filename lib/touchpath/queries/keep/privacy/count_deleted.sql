-- one row is an import some of whose rows were erased: they count as never read
UPDATE imports SET
  rows_read = imports.rows_read - n.accepted - n.rejected - n.duplicate, accepted = imports.accepted - n.accepted,
  rejected = imports.rejected - n.rejected, duplicate = imports.duplicate - n.duplicate
FROM picked_counts AS n WHERE imports.import_id = n.import_id
