-- one row is a daily count that comes back from where it was kept aside
INSERT INTO daily_counts BY NAME
SELECT d.import_id, d.source_row, d.day, d.channel, d.campaign, d.measure, d.amount, d.spread_days, d.whole_days
FROM duplicate_amounts AS d JOIN restored_items AS r ON r.duplicate = d.rowid
WHERE d.kind = 'daily_counts'
ORDER BY d.import_id, d.source_row
