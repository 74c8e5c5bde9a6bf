-- one row is a rule that goes
DELETE FROM channel_rules
