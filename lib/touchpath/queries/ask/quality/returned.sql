-- one row is the whole view: people whose days since their first entering event are over, and those of them who returned
-- within these days; in another session than that of the entry where that is asked ($another_session)
WITH moved AS (
  SELECT
    f.person,
    f.session,
    len($entering) = 0 OR list_contains($entering, f.touchpoint) AS enters,
    len($returning) = 0 OR list_contains($returning, f.touchpoint) AS returns,
    epoch_us(f.occurred_at) + CASE
      WHEN f.import_id = $moved_import AND f.source_row BETWEEN $moved_first AND $moved_last THEN $moved_us ELSE 0
    END AS at_us
  FROM filtered_rows AS f
), entries AS (
  SELECT m.person, min(m.at_us) AS entry_us, arg_min(struct_pack(name := m.session), m.at_us).name AS session
  FROM moved AS m WHERE m.enters GROUP BY m.person
), pauses AS (
  SELECT m.person, m.at_us, lead(m.at_us) OVER (PARTITION BY m.person ORDER BY m.at_us) - m.at_us AS pause_us
  FROM moved AS m WHERE $another_session
), ended AS (
  SELECT p.person, min(p.at_us) AS end_us
  FROM pauses AS p JOIN entries AS n ON n.person = p.person
  WHERE p.at_us >= n.entry_us AND (p.pause_us IS NULL OR p.pause_us > $gap_us)
  GROUP BY p.person
), judged AS (
  SELECT
    n.person,
    bool_or(
      m.returns AND m.at_us > n.entry_us AND m.at_us <= n.entry_us + $within_us
      AND (
        NOT $another_session
        OR CASE
          WHEN m.session IS NULL AND n.session IS NULL THEN m.at_us > d.end_us
          ELSE m.session IS DISTINCT FROM n.session
        END
      )
    ) AS again
  FROM entries AS n
  JOIN moved AS m ON m.person = n.person
  LEFT JOIN ended AS d ON d.person = n.person
  WHERE n.entry_us + $within_us <= $end_us
  GROUP BY n.person
)
SELECT count(*) AS people, count(*) FILTER (j.again) AS returned FROM judged AS j
