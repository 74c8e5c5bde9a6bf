-- one row is a rule or column that gives personas, in the order they are tried
SELECT r.position, r.persona, r.rule
FROM persona_rules AS r
ORDER BY r.position
