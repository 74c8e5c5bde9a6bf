-- one row is a rule or column that gives personas
INSERT INTO persona_rules (position, persona, rule) VALUES ($position, $persona, $rule)
