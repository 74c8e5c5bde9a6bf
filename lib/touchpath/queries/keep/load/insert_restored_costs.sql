-- one row is a cost that comes back from where it was kept aside
INSERT INTO costs BY NAME
SELECT d.import_id, d.source_row, d.day, d.channel, d.campaign, d.amount AS spend, d.currency, d.spread_days
FROM duplicate_amounts AS d JOIN restored_items AS r ON r.duplicate = d.rowid
WHERE d.kind = 'costs'
ORDER BY d.import_id, d.source_row
