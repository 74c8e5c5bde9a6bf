-- one row is nothing: zone_minutes(zone) is how many minutes a zone written behind a time ("est", "gmt+2", "+0530") is ahead of UTC
CREATE OR REPLACE TEMP MACRO zone_minutes(zone) AS CASE
  WHEN regexp_matches(zone, '[+-][0-9]') THEN
    CASE WHEN contains(zone, '-') THEN -1 ELSE 1 END * (
      60 * CAST(regexp_extract(zone, '[+-]([0-9]{1,2})', 1) AS INTEGER)
      + coalesce(try_cast(regexp_extract(zone, '[+-][0-9]{1,2}:?([0-9]{2})$', 1) AS INTEGER), 0)
    )
  ELSE map {
    'z': 0, 'utc': 0, 'gmt': 0, 'wet': 0, 'west': 60, 'bst': 60, 'cet': 60, 'mez': 60, 'cest': 120, 'mesz': 120, 'eet': 120, 'eest': 180, 'msk': 180,
    'ist': 330, 'sgt': 480, 'hkt': 480, 'awst': 480, 'jst': 540, 'kst': 540, 'aest': 600, 'aedt': 660, 'nzst': 720, 'nzdt': 780,
    'ast': -240, 'adt': -180, 'est': -300, 'edt': -240, 'cst': -360, 'cdt': -300, 'mst': -420, 'mdt': -360, 'pst': -480, 'pdt': -420,
    'akst': -540, 'akdt': -480, 'hst': -600
  }[zone]
END
