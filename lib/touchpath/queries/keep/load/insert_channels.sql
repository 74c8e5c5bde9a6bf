-- one row is a channel name the workspace had not met; a "source / medium / campaign" is shown as the first fitting rule says
INSERT INTO channels (raw_name, channel, named)
WITH met AS (
  SELECT s.channel_name AS raw_name, min(s.source_row) AS first_row
  FROM staged AS s
  WHERE s.reason IS NULL AND s.channel_name IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM channels AS c WHERE c.raw_name = s.channel_name)
  GROUP BY s.channel_name
), ruled AS (
  SELECT m.raw_name, min_by(r.channel, r.position) AS channel
  FROM met AS m
  JOIN channel_rules AS r
    ON contains(m.raw_name, ' / ')
    AND regexp_matches(lower(split_part(m.raw_name, ' / ', 1)), r.source)
    AND regexp_matches(lower(split_part(m.raw_name, ' / ', 2)), r.medium)
    AND regexp_matches(lower(split_part(m.raw_name, ' / ', 3)), r.campaign)
  GROUP BY m.raw_name
)
SELECT m.raw_name, coalesce(r.channel, m.raw_name) AS channel, false AS named
FROM met AS m
LEFT JOIN ruled AS r ON r.raw_name = m.raw_name
ORDER BY m.first_row, m.raw_name
