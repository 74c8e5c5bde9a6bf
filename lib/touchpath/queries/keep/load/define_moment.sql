-- one row is nothing: moment(text, format, zone) is the UTC time a text says, or NULL; an offset in the text wins over zone.
-- The commonest ways come first: later ones are only tried where the earlier give NULL. No two parts are the same expression:
-- the database would compute it for every row. A text that ends in a word names a zone, which a cast to TIMESTAMP would drop.
CREATE OR REPLACE TEMP MACRO moment(v, format, zone) AS coalesce(
  CASE
    WHEN format = 'iso' AND zone = 'UTC' AND strlen(v) IN (10, 19) AND substr(v, 17, 1) IN ('', ':') THEN try_cast(v AS TIMESTAMP)
  END,
  CASE
    WHEN format = 'iso' AND (
      zone = 'UTC' OR regexp_matches(v, '(Z|z|UTC|GMT|[0-9][0-9]:[0-9][0-9].*[+-][0-9][0-9]:?([0-9][0-9])?)\s*$')
    ) THEN try(try_cast(v AS TIMESTAMPTZ) AT TIME ZONE 'UTC')
  END,
  CASE
    WHEN format = 'iso' AND regexp_matches(v, '\s(GMT|UTC)?[+-][0-9][0-9]:?[0-9][0-9]$')
      THEN try(try_cast(regexp_replace(v, '\s+(GMT|UTC)?([+-][0-9][0-9]:?[0-9][0-9])$', '\2') AS TIMESTAMPTZ) AT TIME ZONE 'UTC')
  END,
  CASE format
    WHEN 'epoch_s' THEN try(make_timestamp(CAST(try_cast(v AS DECIMAL(30, 6)) * 1000000 AS BIGINT)))
    WHEN 'epoch_ms' THEN try(make_timestamp(CAST(try_cast(v AS DECIMAL(30, 6)) * 1000 AS BIGINT)))
    WHEN 'epoch_us' THEN try(make_timestamp(try_cast(v AS BIGINT)))
    WHEN 'epoch_ns' THEN try(make_timestamp(try_cast(v AS BIGINT) // 1000))
    WHEN 'excel' THEN try(timezone(
      zone, make_timestamp(CAST(round((try_cast(v AS DOUBLE) - 25569) * 86400000) AS BIGINT) * 1000)
    ) AT TIME ZONE 'UTC')
  END,
  try(timezone(zone, coalesce(
    CASE format
      WHEN 'iso' THEN CASE WHEN right(v, 1) < ':' THEN try_cast(trim(v) AS TIMESTAMP) END
      WHEN 'day_first' THEN try_strptime(replace(replace(left(v, 10), '.', '/'), '-', '/') || substr(v, 11), [
        '%d/%m/%y', '%d/%m/%Y', '%d/%m/%y %H:%M', '%d/%m/%Y %H:%M', '%d/%m/%y %H:%M:%S', '%d/%m/%Y %H:%M:%S',
        '%d/%m/%Y %H:%M:%S.%f', '%d/%m/%y %I:%M %p', '%d/%m/%Y %I:%M %p', '%d/%m/%y %I:%M:%S %p', '%d/%m/%Y %I:%M:%S %p',
        '%d/%m/%y, %H:%M:%S', '%d/%m/%Y, %H:%M:%S',
        '%Y/%m/%d', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y/%m/%dT%H:%M:%S', '%d/%m/%Y %H.%M', '%d/%m/%Y %H.%M.%S',
        '%d/%m/%Y:%H:%M:%S', '%d/%m/%Y:%H:%M', '%d/%m/%Y:%H.%M'
      ])
      WHEN 'month_first' THEN try_strptime(replace(replace(left(v, 10), '.', '/'), '-', '/') || substr(v, 11), [
        '%m/%d/%y', '%m/%d/%Y', '%m/%d/%y %H:%M', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%Y %H:%M:%S',
        '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%y %I:%M %p', '%m/%d/%Y %I:%M %p', '%m/%d/%y %I:%M:%S %p', '%m/%d/%Y %I:%M:%S %p',
        '%m/%d/%y, %I:%M:%S %p', '%m/%d/%Y, %I:%M:%S %p', '%Y/%m/%d', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y/%m/%dT%H:%M:%S',
        '%m/%d/%Y:%H:%M:%S', '%m/%d/%Y:%H:%M', '%m/%d/%Y:%H.%M'
      ])
    END,
    try_strptime(v, [
      '%Y%m%d', '%Y%m%d%H', '%Y%m%d%H%M%S', '%Y%m%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M', '%Y/%m/%d', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p',
      '%b %d, %Y %I:%M %p', '%b %d, %Y %I:%M:%S %p', '%b %d, %Y %H:%M:%S', '%b %d, %Y %H:%M', '%b %d, %Y',
      '%B %d, %Y %I:%M %p', '%B %d, %Y %H:%M:%S', '%B %d, %Y', '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y',
      '%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y', '%d %B %Y %H:%M:%S', '%d %B %Y', '%d-%b-%y', '%d-%b-%Y', '%a %b %d %H:%M:%S %Y', '%a, %d %b %Y %H:%M:%S', '%m/%Y', '%m.%Y', '%m-%Y'
    ])
  )) AT TIME ZONE 'UTC'),
  CASE WHEN format IN ('iso', 'day_first', 'month_first') THEN written_moment(v, format, zone) END
)
