-- one row is the whole view: how many events and people
SELECT count(*) AS events, count(DISTINCT f.person) AS people FROM filtered_rows AS f
