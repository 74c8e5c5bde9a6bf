-- one row is a row of the file all of whose amounts another import holds as often
CREATE OR REPLACE TEMP TABLE repeated AS
WITH numbered AS (
  SELECT a.*, row_number() OVER (PARTITION BY a.day, a.channel, a.campaign, a.measure, a.amount ORDER BY a.source_row) AS copy
  FROM coded_amounts AS a
)
SELECT n.source_row
FROM numbered AS n
GROUP BY n.source_row
HAVING count(*) = count(*) FILTER (WHERE n.copy <= (
  SELECT count(*) FROM daily_counts AS h
  WHERE h.day = n.day AND h.channel IS NOT DISTINCT FROM n.channel AND h.campaign IS NOT DISTINCT FROM n.campaign
    AND h.measure = n.measure AND h.amount = n.amount
))
