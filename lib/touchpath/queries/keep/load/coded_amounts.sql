-- one row is one amount of the file; that of a longer period is spread evenly over its days, so that they add up to it exactly;
-- what never adds up (a rate, a level) stays whole, as a figure of its days together
CREATE OR REPLACE TEMP TABLE coded_amounts AS
WITH amounts AS (
  SELECT
    s.source_row, s.day, s.days, s.whole_days, s.channel_name, s.campaign, s.currency, unnest(s.measures) AS measure, unnest(s.amounts) AS amount,
    unnest(s.added_up) AS added_up
  FROM staged AS s WHERE s.reason IS NULL
), whole AS (
  SELECT
    a.* REPLACE (
      CASE WHEN a.added_up THEN a.day ELSE a.day + CAST(a.days - 1 AS INTEGER) END AS day,
      CASE WHEN a.added_up THEN a.days ELSE 1 END AS days,
      CASE WHEN a.added_up OR a.days = 1 THEN a.whole_days ELSE CAST(a.days AS INTEGER) END AS whole_days
    )
  FROM amounts AS a
), spread AS (
  SELECT
    a.source_row, a.day + CAST(n.place AS INTEGER) AS day, nullif(a.days, 1) AS spread_days, a.whole_days, a.channel_name, a.campaign, a.currency, a.measure,
    CASE
      WHEN a.days = 1 THEN a.amount
      ELSE round(
        CASE WHEN n.place = a.days - 1 THEN a.amount ELSE round(a.amount * (n.place + 1) / a.days, 2) END
        - round(a.amount * n.place / a.days, 2), 6)
    END AS amount
  FROM whole AS a, unnest(generate_series(0, a.days - 1)) AS n(place)
  WHERE a.amount IS NOT NULL
)
SELECT p.source_row, p.day, p.spread_days, p.whole_days, c.code AS channel, p.campaign, p.currency, p.measure, p.amount
FROM spread AS p
LEFT JOIN channels AS c ON c.raw_name = p.channel_name
ORDER BY p.source_row, p.measure, p.day
