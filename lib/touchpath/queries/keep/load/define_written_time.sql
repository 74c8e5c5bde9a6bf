-- one row is nothing: written_time(text) is a time as people write it, made even: small letters, plain blanks, English months, no weekday and no fillers.
-- Letters are ranges of small Latin ones: the class of all letters takes the database a tenth of a second to prepare, for any file.
CREATE OR REPLACE TEMP MACRO written_time(v) AS list_transform(
  [trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(lower(regexp_replace(v, '[\x{00A0}\x{202F}\x{2009}\s]+', ' ', 'g')),
      '午前', 'a.m.'), '上午', 'a.m.'), '오전', 'a.m.'), '午後', 'p.m.'), '下午', 'p.m.'), '오후', 'p.m.'),
    '^([0-9]{4})(?: ?[年년]|\. ) ?([0-9]{1,2})(?: ?[月월]|\. ) ?([0-9]{1,2}) ?[日일.]?', '\1-\2-\3'),
    '([ap]\.m\.) ?([0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)', ' \2 \1'),
    '^([0-9]{4})[ -]([a-z]{3,9})$', '\2 \1'),
    ' (?:gmt|utc) ?([+-][0-9])', ' \1'),
    '^([0-9]{1,2})/([a-z\x{00DF}-\x{024F}]{3})/([0-9]{4}):', '\1 \2 \3 '),
    '^([a-z\x{00DF}-\x{024F}]{3})-([0-9]{2})$', '\1 20\2'),
    ' \([^)]*\)$', ''),
    '^([a-z\x{00DF}-\x{024F}]+\.?, ?|(mo|di|mi|do|fr|sa|so|lun|mer|jeu|ven|sam|dim)\. |(mon|tue|wed|thu|fri|sat|sun)[a-z]* |([a-z\x{00DF}-\x{024F}]+tag|mittwoch|[a-z\x{00DF}-\x{024F}]+di|dimanche) )', ''),
    '([0-9])(st|nd|rd|th|er|º|\.),?( |$)', '\1 ', 'g'),
    ' (@|at|um|à|kl|klo|a las|de|del|uhr|-|–)( |$)', ' ', 'g'),
    '([0-9]) ?([ap])\.? ?m\.?( |$)', '\1 \2m ', 'g'),
    '([0-9])[ -]([a-z\x{00DF}-\x{024F}]{3,})', '\1 \2'), '([a-z\x{00DF}-\x{024F}]{3,})-([0-9])', '\1 \2'),
    '([.,](de )?| de)( |$)', ' ', 'g'),
    '^([a-z\x{00DF}-\x{024F}]{3} [0-9]{1,2}) ([0-9]{1,2}:[0-9]{2}:[0-9]{2}) ([a-z\x{00DF}-\x{024F}]{1,4}|[+-][0-9]{4}) ([0-9]{4})$', '\1 \4 \2 \3'))],
  lambda even: regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          CASE WHEN regexp_matches(even, '^([0-9]{1,4} )?[a-z\x{00DF}-\x{024F}]{3,9} ?[0-9]') THEN
            regexp_replace(even, '[a-z\x{00DF}-\x{024F}]{3,}', month_of(regexp_extract(even, '[a-z\x{00DF}-\x{024F}]{3,}'))) ELSE even END,
          '^([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})', '\1-\2-\3'),
        '^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2,4})', '\1/\2/\3'),
      '([0-9])t([0-9])', '\1 \2'),
    '(:[0-9]{2}),([0-9])', '\1.\2')
)[1]
