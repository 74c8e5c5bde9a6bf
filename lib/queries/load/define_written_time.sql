-- one row is nothing: written_time(text) is a time as people write it, made even: small letters, plain blanks, English months, no weekday and no fillers
CREATE OR REPLACE TEMP MACRO written_time(v) AS list_transform(
  [trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    lower(regexp_replace(v, '[\x{00A0}\x{202F}\x{2009}\s]+', ' ', 'g')),
    '^([0-9]{1,2})/(\p{L}{3})/([0-9]{4}):', '\1 \2 \3 '),
    '^(\p{L}{3})-([0-9]{2})$', '\1 20\2'),
    ' \([^)]*\)$', ''),
    '^(\p{L}+\.?, ?|(mo|di|mi|do|fr|sa|so|lun|mer|jeu|ven|sam|dim)\. |(mon|tue|wed|thu|fri|sat|sun)[a-z]* |(\p{L}+tag|mittwoch|\p{L}+di|dimanche) )', ''),
    '([0-9])(st|nd|rd|th|er|º|\.),?( |$)', '\1 ', 'g'),
    ' (at|um|à|kl|klo|a las|de|del|uhr|-|–)( |$)', ' ', 'g'),
    '([0-9]) ?([ap])\.? ?m\.?( |$)', '\1 \2m ', 'g'),
    '([0-9])[ -](\p{L}{3,})', '\1 \2'), '(\p{L}{3,})-([0-9])', '\1 \2'),
    '([.,](de )?| de)( |$)', ' ', 'g'),
    '^(\p{L}{3} [0-9]{1,2}) ([0-9]{1,2}:[0-9]{2}:[0-9]{2}) (\p{L}{1,4}) ([0-9]{4})$', '\1 \4 \2 \3'))],
  lambda even: regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(
          CASE WHEN regexp_matches(even, '^([0-9]{1,4} )?\p{L}{3,9} ?[0-9]') THEN
            regexp_replace(even, '\p{L}{3,}', month_of(regexp_extract(even, '\p{L}{3,}'))) ELSE even END,
          '^([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})', '\1-\2-\3'),
        '^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2,4})', '\1/\2/\3'),
      '([0-9])t([0-9])', '\1 \2'),
    '(:[0-9]{2}),([0-9])', '\1.\2')
)[1]
