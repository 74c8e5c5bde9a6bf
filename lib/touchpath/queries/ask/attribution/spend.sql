-- one row is a day with the spend on a channel, as shown, and a campaign, in the currency it is said to be in
SELECT c.day, n.channel, nullif(c.campaign, '') AS campaign, c.currency, fsum(c.spend) AS spend
FROM costs AS c LEFT JOIN channels AS n ON n.code = c.channel
GROUP BY ALL
ORDER BY ALL
