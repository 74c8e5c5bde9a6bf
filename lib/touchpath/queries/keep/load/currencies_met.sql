-- one row is a currency the amounts of the file are in (NULL: not said) and how many rows that can be taken have one in it
SELECT s.currency, count(*) AS rows
FROM staged AS s
WHERE s.reason IS NULL AND s.value IS NOT NULL
GROUP BY s.currency
ORDER BY rows DESC, s.currency
