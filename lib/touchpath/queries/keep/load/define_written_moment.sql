-- one row is nothing: written_moment(text, format, zone) is the UTC time of a time written out, or NULL; a zone behind it wins over `zone`
CREATE OR REPLACE TEMP MACRO written_moment(v, format, zone) AS list_transform(
  [written_time(v)],
  lambda even: list_transform(
    [{
      'clock': regexp_replace(even, '(:[0-9]{2}(?:[.][0-9]+)?(?: [ap]m)?) ?(?:z|utc|gmt|wet|west|bst|cet|mez|cest|mesz|eet|eest|msk|ist|sgt|hkt|awst|jst|kst|aest|aedt|nzst|nzdt|ast|adt|est|edt|cst|cdt|mst|mdt|pst|pdt|akst|akdt|hst|(?:utc|gmt)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?)$', '\1'),
      'zone': regexp_extract(even, ':[0-9]{2}(?:[.][0-9]+)?(?: [ap]m)? ?(z|utc|gmt|wet|west|bst|cet|mez|cest|mesz|eet|eest|msk|ist|sgt|hkt|awst|jst|kst|aest|aedt|nzst|nzdt|ast|adt|est|edt|cst|cdt|mst|mdt|pst|pdt|akst|akdt|hst|(?:utc|gmt)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?)$', 1)
    }],
    lambda parts: CASE parts.zone
      WHEN '' THEN try(timezone(zone, written_clock(parts.clock, format)) AT TIME ZONE 'UTC')
      ELSE try(written_clock(parts.clock, format) - to_minutes(zone_minutes(parts.zone)))
    END
  )[1]
)[1]
