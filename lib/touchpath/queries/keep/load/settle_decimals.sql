-- one row is an amount that may mean two things (1.234), in a file whose other amounts show that the other sign is meant
UPDATE staged_rows SET value = CASE WHEN value < 1000 AND value > -1000 THEN round(value * 1000) ELSE value / 1000 END
WHERE decimals = 2 AND (SELECT count(*) FILTER (s.decimals = -1) > count(*) FILTER (s.decimals = 1) FROM staged_rows AS s)
