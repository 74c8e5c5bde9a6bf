-- one row is a "source / medium" channel nobody renamed by hand: it is shown as the given rules say, not as the old ones did
UPDATE channels AS c SET channel = coalesce(n.channel, c.raw_name)
FROM (
  SELECT
    k.code,
    (
      SELECT min_by(r.channel, r.position) FROM channel_rules AS r
      WHERE regexp_matches(lower(split_part(k.raw_name, ' / ', 1)), r.source)
        AND regexp_matches(lower(split_part(k.raw_name, ' / ', 2)), r.medium)
        AND regexp_matches(lower(split_part(k.raw_name, ' / ', 3)), r.campaign)
    ) AS old_channel,
    (
      SELECT min_by(g.channel, g.position) FROM given_rules AS g
      WHERE regexp_matches(lower(split_part(k.raw_name, ' / ', 1)), g.source)
        AND regexp_matches(lower(split_part(k.raw_name, ' / ', 2)), g.medium)
        AND regexp_matches(lower(split_part(k.raw_name, ' / ', 3)), g.campaign)
    ) AS channel
  FROM channels AS k
  WHERE contains(k.raw_name, ' / ')
) AS n
WHERE n.code = c.code AND c.channel = coalesce(n.old_channel, c.raw_name)
