-- one row is an amount of this import that was already held; kept aside in case the other import is undone
INSERT INTO duplicate_amounts BY NAME
SELECT $import_id AS import_id, a.source_row, d.duplicate_of, $kind AS kind, a.day, a.channel, a.campaign, a.measure, a.amount, a.currency, a.spread_days, a.whole_days
FROM coded_amounts AS a
JOIN repeated AS d ON d.place = a.rowid
ORDER BY a.source_row
