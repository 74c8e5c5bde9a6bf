-- one row is one of the first rows of the file, as it would be stored
SELECT s.source_row, s.day, s.channel_name AS channel, s.campaign, s.currency, s.measures, s.amounts, s.reason FROM staged AS s ORDER BY s.source_row LIMIT $rows
