-- one row is an amount of any import: held, or repeated of another import (duplicate: its place among those); content: what it says
CREATE OR REPLACE TEMP VIEW known_items AS
SELECT
  c.import_id, c.source_row, NULL AS duplicate, NULL AS duplicate_of, false AS once,
  row('costs', c.day, c.channel, c.campaign, 'spend', c.spend, c.currency, CAST(NULL AS INTEGER)) AS content
FROM costs AS c
UNION ALL
SELECT n.import_id, n.source_row, NULL, NULL, false, row('daily_counts', n.day, n.channel, n.campaign, n.measure, n.amount, CAST(NULL AS VARCHAR), n.whole_days)
FROM daily_counts AS n
UNION ALL
SELECT d.import_id, d.source_row, d.rowid, d.duplicate_of, false, row(d.kind, d.day, d.channel, d.campaign, d.measure, d.amount, d.currency, d.whole_days)
FROM duplicate_amounts AS d
