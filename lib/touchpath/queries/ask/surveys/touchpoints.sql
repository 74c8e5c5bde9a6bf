-- one row is a touchpoint code, the name it is shown under, and its stage
SELECT t.code, t.touchpoint, t.stage FROM touchpoints AS t ORDER BY t.code
