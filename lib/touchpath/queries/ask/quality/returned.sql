-- one row is the whole view: people whose days since their first entering event are over, and those of them who returned within these days
WITH moved AS (
  SELECT
    f.person,
    len($entering) = 0 OR list_contains($entering, f.touchpoint) AS enters,
    len($returning) = 0 OR list_contains($returning, f.touchpoint) AS returns,
    epoch_us(f.occurred_at) + CASE
      WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
    END AS at_us
  FROM filtered_rows AS f
), entries AS (
  SELECT m.person, min(m.at_us) AS entry_us FROM moved AS m WHERE m.enters GROUP BY m.person
), judged AS (
  SELECT n.person, bool_or(m.returns AND m.at_us > n.entry_us AND m.at_us <= n.entry_us + $within_us) AS again
  FROM entries AS n
  JOIN moved AS m ON m.person = n.person
  WHERE n.entry_us + $within_us <= $end_us
  GROUP BY n.person
)
SELECT count(*) AS people, count(*) FILTER (j.again) AS returned FROM judged AS j
