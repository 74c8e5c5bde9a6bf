-- one row is a persona rule as it stood, that is written anew
UPDATE persona_rules SET rule = $text WHERE CAST(persona_rules.position AS VARCHAR) = $key AND persona_rules.rule = $before
