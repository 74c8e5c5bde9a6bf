-- one row is a touchpoint name that is shown under another name from now on
UPDATE touchpoints
SET
  touchpoint = g.shown, stage = g.stage, phase = g.phase, directness = g.directness, setting = g.setting,
  confirmed = g.confirmed
FROM given_names AS g
WHERE touchpoints.code = g.code
