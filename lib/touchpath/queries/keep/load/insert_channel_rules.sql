-- one row is a rule that turns a source and medium into a channel
INSERT INTO channel_rules (position, source, medium, campaign, channel)
SELECT g.position, g.source, g.medium, g.campaign, g.channel FROM given_rules AS g ORDER BY g.position
