-- one row is a touchpoint name as uploaded and the name it is shown under
SELECT t.code, t.raw_name, t.touchpoint AS shown, t.stage, t.phase, t.directness, t.setting, t.confirmed
FROM touchpoints AS t
ORDER BY t.code
