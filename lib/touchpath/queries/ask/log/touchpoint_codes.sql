-- one row is a touchpoint code and the name it is shown under
SELECT t.code, t.touchpoint FROM touchpoints AS t ORDER BY t.code
