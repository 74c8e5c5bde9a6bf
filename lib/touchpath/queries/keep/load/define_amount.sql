-- one row is nothing: amount(text, decimal_sign) is the finite number a text says, or NULL; a sign, brackets for less than nothing,
-- a currency (its sign, or its code in ISO 4217: CUS-100 is an id, and so is COP-100), per cent, one word of a unit and signs between thousands may stand with it, nothing else. The sign only decides where a text leaves it open (see pointed)
CREATE OR REPLACE TEMP MACRO amount(v, decimal_sign) AS CASE
  WHEN decimal_sign = '.' AND isfinite(try_cast(v AS DOUBLE)) THEN try_cast(v AS DOUBLE)
  WHEN strlen(v) < 60 AND regexp_matches(
    v,
    '^\s*\(?\s*[-+−]?\s*([A-Z]{0,3}[$¢-¥\x{20A0}-\x{20CF}]|AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHF|CLF|CLP|CNH|CNY|COP|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SLL|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VED|VES|VND|VUV|WST|XAF|XCD|XCG|XDR|XOF|XPF|YER|ZAR|ZMW|ZWG|ZWL|Rs\.?|[Kk]r\.?|Fr\.?)?\s*[-+−]?\s*([0-9][0-9.,''’\s\x{00A0}\x{202F}]*|[.,][0-9]+)\s*(%|[$¢-¥\x{20A0}-\x{20CF}]|[A-Za-z\x{00C0}-\x{02AF}\x{0370}-\x{052F}]{2,12}\.?)?\s*-?\)?\s*%?\s*$'
  ) AND NOT regexp_matches(v, '^\s*[A-Z]{3}-[0-9]+\s*$') AND NOT regexp_matches(v, '(?i)[0-9]\s*(mio|mln|mill|mrd|bn|tsd|thousand|lakh|crore)|[0-9]e[0-9]')
    THEN CASE WHEN regexp_matches(v, '[-−(]') THEN -1 ELSE 1 END * try_cast(pointed(
      regexp_replace(regexp_replace(v, '[A-Za-z\x{00C0}-\x{02AF}\x{0370}-\x{052F}]+\.', '', 'g'), '[^0-9.,]', '', 'g'), decimal_sign
    ) AS DOUBLE)
END
