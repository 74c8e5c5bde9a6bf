-- one row is one amount of the file
INSERT INTO daily_counts (import_id, source_row, day, channel, campaign, measure, amount, spread_days, whole_days)
SELECT $import_id, a.source_row, a.day, a.channel, a.campaign, a.measure, a.amount, a.spread_days, a.whole_days
FROM coded_amounts AS a
WHERE a.rowid NOT IN (SELECT d.place FROM repeated AS d)
ORDER BY a.source_row
