-- one row is nothing: month_of(word) is the English short name of a month written in a language of Europe, else the word
CREATE OR REPLACE TEMP MACRO month_of(word) AS CASE
  WHEN regexp_matches(word, '^(jan|jän|ene|gen)') THEN 'jan'
  WHEN regexp_matches(word, '^(feb|fev|fév)') THEN 'feb'
  WHEN regexp_matches(word, '^(mar|mär|mrz|maa|mrt)') THEN 'mar'
  WHEN regexp_matches(word, '^(apr|avr|abr)') THEN 'apr'
  WHEN regexp_matches(word, '^(may|mai|mei|maj|mag)') THEN 'may'
  WHEN regexp_matches(word, '^(jun|juin|giu)') THEN 'jun'
  WHEN regexp_matches(word, '^(jul|juil|lug)') THEN 'jul'
  WHEN regexp_matches(word, '^(aug|aou|aoû|ago)') THEN 'aug'
  WHEN regexp_matches(word, '^(sep|set)') THEN 'sep'
  WHEN regexp_matches(word, '^(oct|okt|ott|out)') THEN 'oct'
  WHEN regexp_matches(word, '^nov') THEN 'nov'
  WHEN regexp_matches(word, '^(dec|déc|dez|dic|des)') THEN 'dec'
  ELSE word
END
