-- one row is a rule that turns a source and medium into a channel, the first that fits decides
SELECT r.source, r.medium, r.campaign, r.channel FROM channel_rules AS r ORDER BY r.position
