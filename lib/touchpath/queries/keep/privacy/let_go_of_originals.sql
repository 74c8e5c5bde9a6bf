-- one row is an import whose kept original holds rows that were deleted: it is no longer kept
UPDATE imports SET sha256 = 'deleted' WHERE imports.import_id IN (SELECT n.import_id FROM picked_counts AS n)
