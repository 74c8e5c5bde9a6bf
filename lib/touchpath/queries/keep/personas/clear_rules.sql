-- one row is a rule that is no longer in force
DELETE FROM persona_rules
