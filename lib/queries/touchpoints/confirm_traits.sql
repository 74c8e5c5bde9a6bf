-- one row is a name of a touchpoint whose traits a person gave or confirmed
UPDATE touchpoints
SET stage = g.stage, phase = g.phase, directness = g.directness, setting = g.setting, confirmed = true
FROM given_traits AS g
WHERE touchpoints.touchpoint = g.touchpoint
