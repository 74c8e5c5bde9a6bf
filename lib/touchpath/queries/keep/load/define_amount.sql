-- one row is nothing: amount(text, decimal_sign) is the finite number a text says, or NULL; a sign, brackets for less than nothing,
-- a currency, per cent, one word of a unit and signs between thousands may stand with it, nothing else
CREATE OR REPLACE TEMP MACRO amount(v, decimal_sign) AS CASE
  WHEN decimal_sign = '.' AND isfinite(try_cast(v AS DOUBLE)) THEN try_cast(v AS DOUBLE)
  WHEN strlen(v) < 60 AND regexp_matches(
    v,
    '^\s*\(?\s*[-+−]?\s*([A-Z]{0,3}[$¢-¥\x{20A0}-\x{20CF}]|[A-Z]{3}|Rs\.?|[Kk]r\.?|Fr\.?)?\s*[-+−]?\s*([0-9][0-9.,''’\s\x{00A0}\x{202F}]*|[.,][0-9]+)\s*(%|[$¢-¥\x{20A0}-\x{20CF}]|[A-Za-z\x{00C0}-\x{02AF}\x{0370}-\x{052F}]{2,12}\.?)?\s*-?\)?\s*%?\s*$'
  ) AND NOT regexp_matches(v, '(?i)[0-9]\s*(mio|mln|mill|mrd|bn|tsd|thousand|lakh|crore)|[0-9]e[0-9]')
    THEN CASE WHEN regexp_matches(v, '[-−(]') THEN -1 ELSE 1 END * try_cast(
      CASE decimal_sign
        WHEN ',' THEN replace(regexp_replace(v, '[^0-9,]', '', 'g'), ',', '.')
        ELSE regexp_replace(regexp_replace(v, '[A-Za-z\x{00C0}-\x{02AF}\x{0370}-\x{052F}]+\.', ''), '[^0-9.]', '', 'g')
      END AS DOUBLE
    )
END
