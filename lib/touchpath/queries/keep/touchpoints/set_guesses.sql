-- one row is a touchpoint name whose traits are guessed
UPDATE touchpoints
SET stage = g.stage, phase = g.phase, directness = g.directness, setting = g.setting
FROM given_traits AS g
WHERE touchpoints.code = g.code AND NOT touchpoints.confirmed
