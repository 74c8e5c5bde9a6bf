-- one row is the whole view: people with events, and those of them without a persona
SELECT count(*) AS people, count(*) FILTER (p.persona IS NULL) AS without_persona
FROM people AS p
WHERE p.person IN (SELECT f.person FROM filtered_rows AS f)
