-- one row is a rule of personas that speaks of a human: the ids are written over
UPDATE persona_rules SET rule = regexp_replace(persona_rules.rule, $pattern, $over, 'g')
WHERE regexp_matches(persona_rules.rule, $pattern)
