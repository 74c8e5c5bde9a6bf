-- one row is one amount of the file
INSERT INTO costs (import_id, source_row, day, channel, campaign, spend, currency, spread_days)
SELECT $import_id, a.source_row, a.day, a.channel, a.campaign, a.amount, a.currency, a.spread_days
FROM coded_amounts AS a
WHERE a.rowid NOT IN (SELECT d.place FROM repeated AS d)
ORDER BY a.source_row
