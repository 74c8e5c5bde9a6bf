-- one row is an amount of the file and what it says
CREATE OR REPLACE TEMP TABLE given_items AS
SELECT a.rowid AS place, a.source_row, row($kind, a.day, a.channel, a.campaign, a.measure, a.amount, a.currency, a.whole_days) AS content FROM coded_amounts AS a
