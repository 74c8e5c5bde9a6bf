-- one row is nothing: written_clock(text, format) is the time an even text (see written_time) shows, without a zone, or NULL
CREATE OR REPLACE TEMP MACRO written_clock(even, format) AS CASE
  WHEN regexp_matches(even, '^[0-9]{4}[ -]?(w|kw)[0-9]{1,2}$') THEN CAST(
    date_trunc('week', make_date(CAST(left(even, 4) AS INTEGER), 1, 4))
    + to_days(7 * (CAST(regexp_extract(even, '([0-9]{1,2})$', 1) AS INTEGER) - 1)) AS TIMESTAMP
  )
  WHEN format = 'day_first' THEN try_strptime(even, [
        '%d/%m/%y', '%d/%m/%y %H:%M', '%d/%m/%y %H:%M:%S', '%d/%m/%y %H:%M:%S.%f', '%d/%m/%y %I:%M %p',
        '%d/%m/%y %I:%M:%S %p', '%d/%m/%y %I %p', '%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S',
        '%d/%m/%Y %H:%M:%S.%f', '%d/%m/%Y %I:%M %p', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I %p', '%m/%Y'
  ])
  WHEN format = 'month_first' THEN try_strptime(even, [
        '%m/%d/%y', '%m/%d/%y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%y %H:%M:%S.%f', '%m/%d/%y %I:%M %p',
        '%m/%d/%y %I:%M:%S %p', '%m/%d/%y %I %p', '%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S',
        '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I %p', '%m/%Y'
  ])
  WHEN format = 'iso' THEN try_strptime(even, [
        '%Y-%m-%d', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %I:%M %p',
        '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I %p', '%d %b %y', '%d %b %y %H:%M', '%d %b %y %H:%M:%S',
        '%d %b %y %H:%M:%S.%f', '%d %b %y %I:%M %p', '%d %b %y %I:%M:%S %p', '%d %b %y %I %p', '%d %b %Y',
        '%d %b %Y %H:%M', '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M:%S.%f', '%d %b %Y %I:%M %p', '%d %b %Y %I:%M:%S %p',
        '%d %b %Y %I %p', '%b %d %Y', '%b %d %Y %H:%M', '%b %d %Y %H:%M:%S', '%b %d %Y %H:%M:%S.%f',
        '%b %d %Y %I:%M %p', '%b %d %Y %I:%M:%S %p', '%b %d %Y %I %p', '%Y %b %d', '%Y %b %d %H:%M',
        '%Y %b %d %H:%M:%S', '%Y %b %d %H:%M:%S.%f', '%Y %b %d %I:%M %p', '%Y %b %d %I:%M:%S %p', '%Y %b %d %I %p',
        '%b %d %H:%M:%S %Y', '%b %Y', '%Y-%m', '%b-%y', '%b %d %Y %H'
  ])
END
