-- one row is a cost as it was uploaded
SELECT s.day, c.raw_name AS channel, s.campaign, s.spend, s.currency, s.spread_days, s.import_id, s.source_row
FROM costs AS s LEFT JOIN channels AS c ON c.code = s.channel ORDER BY s.import_id, s.source_row
