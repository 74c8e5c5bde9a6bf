-- one row is nothing: currency_code(text) is the currency a cell names, alone or beside an amount, by its ISO 4217 code where a sign or a word can only mean one
CREATE OR REPLACE TEMP MACRO currency_code(v) AS CASE upper(trim(CASE
    WHEN regexp_matches(CAST(v AS VARCHAR), '[0-9]') THEN regexp_replace(CAST(v AS VARCHAR), '[0-9\s\x{00a0}\x{202f}.,''’()+−%-]', '', 'g')
    ELSE CAST(v AS VARCHAR)
  END))
  WHEN '' THEN NULL
  WHEN '€' THEN 'EUR' WHEN 'EURO' THEN 'EUR' WHEN 'EUROS' THEN 'EUR'
  WHEN '£' THEN 'GBP' WHEN 'POUNDS' THEN 'GBP' WHEN 'POUND STERLING' THEN 'GBP'
  WHEN 'US$' THEN 'USD' WHEN 'US DOLLAR' THEN 'USD' WHEN 'US DOLLARS' THEN 'USD'
  WHEN 'FR.' THEN 'CHF' WHEN 'FR' THEN 'CHF' WHEN '₹' THEN 'INR' WHEN '₩' THEN 'KRW' WHEN '₽' THEN 'RUB' WHEN '₺' THEN 'TRY' WHEN '₴' THEN 'UAH'
  WHEN '₪' THEN 'ILS' WHEN '₫' THEN 'VND' WHEN '₱' THEN 'PHP' WHEN '₦' THEN 'NGN' WHEN 'R$' THEN 'BRL' WHEN 'ZŁ' THEN 'PLN'
  ELSE upper(trim(CASE
    WHEN regexp_matches(CAST(v AS VARCHAR), '[0-9]') THEN regexp_replace(CAST(v AS VARCHAR), '[0-9\s\x{00a0}\x{202f}.,''’()+−%-]', '', 'g')
    ELSE CAST(v AS VARCHAR)
  END))
END
