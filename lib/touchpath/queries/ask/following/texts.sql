-- one row is a text that is kept and speaks of touchpoints or channels: where it is kept, under which key, and itself
SELECT 'saved' AS place, CAST(s.saved_id AS VARCHAR) AS key, s.definition AS text FROM saved AS s WHERE s.kind <> 'mapping'
UNION ALL SELECT 'question', c.name, c.definition FROM changes AS c WHERE c.definition IS NOT NULL
UNION ALL SELECT 'reached', c.name, c.reached FROM changes AS c WHERE c.reached IS NOT NULL
UNION ALL SELECT 'touchpoint', c.name, to_json(c.touchpoint) FROM changes AS c WHERE c.touchpoint IS NOT NULL
UNION ALL SELECT 'rule', CAST(r.position AS VARCHAR), r.rule FROM persona_rules AS r
