-- one row is one amount of the file
CREATE OR REPLACE TEMP TABLE coded_amounts AS
SELECT u.source_row, u.day, c.code AS channel, u.campaign, u.currency, u.measure, u.amount
FROM (
  SELECT s.source_row, s.day, s.channel_name, s.campaign, s.currency, unnest(s.measures) AS measure, unnest(s.amounts) AS amount
  FROM staged AS s WHERE s.reason IS NULL
) AS u
LEFT JOIN channels AS c ON c.raw_name = u.channel_name
WHERE u.amount IS NOT NULL
