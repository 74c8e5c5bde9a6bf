-- one row is an import some of whose rejected rows were fixed
UPDATE imports SET
  accepted = imports.accepted + $accepted, rejected = imports.rejected - $rejected, duplicate = imports.duplicate + $duplicate
WHERE imports.import_id = $import_id
