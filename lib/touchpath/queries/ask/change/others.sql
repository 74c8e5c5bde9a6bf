-- one row is another dated change between two days
SELECT c.name, c.day FROM changes AS c
WHERE c.name <> $name AND c.day BETWEEN CAST($first AS DATE) AND CAST($last AS DATE)
ORDER BY c.day, c.name
