-- one row says whether anything could give people a persona, or has
SELECT
  EXISTS (SELECT 1 FROM persona_rules)
  OR EXISTS (SELECT 1 FROM people_rows AS r WHERE r.persona IS NOT NULL)
  OR EXISTS (SELECT 1 FROM people AS p WHERE p.persona IS NOT NULL) AS possible
