-- one row is nothing: period_days(text, first) is how many days a day written without its day speaks of: a month, an ISO week; else NULL
CREATE OR REPLACE TEMP MACRO period_days(t, first) AS CASE
  WHEN regexp_full_match(t, '\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|[^0-9 ./-]{3,12}\.?[ /-]\d{4}|\d{4}[ /-][^0-9 ./-]{3,12}')
    THEN date_diff('day', first, last_day(first)) + 1
  WHEN regexp_full_match(t, '\d{4}[ -]?[Kk]?[Ww]\d{1,2}') THEN 7
END
