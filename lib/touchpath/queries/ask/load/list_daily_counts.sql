-- one row is a daily count as it was uploaded
SELECT s.day, c.raw_name AS channel, s.campaign, s.measure, s.amount, s.spread_days, s.whole_days, s.import_id, s.source_row
FROM daily_counts AS s LEFT JOIN channels AS c ON c.code = s.channel ORDER BY s.import_id, s.source_row, s.measure
