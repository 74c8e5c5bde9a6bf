-- one row is a currency the costs of the file are in (NULL: not said) and how many amounts are
SELECT a.currency, count(*) AS rows
FROM coded_amounts AS a
GROUP BY a.currency
ORDER BY rows DESC, a.currency
