-- one row is an import some of whose rows are being deleted
SELECT n.import_id, n.accepted, n.rejected, n.duplicate FROM picked_counts AS n ORDER BY n.import_id
