-- one row is an answer with one of the flaws asked for, in file order
WITH flagged AS (
  SELECT
    r.*,
    row_number() OVER (
      PARTITION BY r.import_id, r.respondent, r.answered_at, r.question, r.score, r.answer, r.touchpoint, r.channel, r.comment
      ORDER BY r.source_row
    ) > 1 AS repeated
  FROM responses AS r
  WHERE list_contains($imports, r.import_id)
)
SELECT
  i.file_name AS file, f.source_row AS row, f.respondent, f.answered_at, f.question, f.answer, f.score, t.touchpoint, f.comment
FROM (
  SELECT * FROM flagged AS v
  WHERE ($flaw = 'unknown' AND v.person IS NULL)
    OR ($flaw = 'timeless' AND v.answered_at IS NULL)
    OR ($flaw = 'unscored' AND v.score IS NULL AND v.answer IS NULL)
    OR ($flaw = 'repeated' AND v.repeated)
    OR ($flaw = 'beyond' AND v.score IS NULL AND try_cast(v.answer AS DOUBLE) NOT BETWEEN v.scale_low AND v.scale_high)
  ORDER BY v.import_id, v.source_row LIMIT $most
) AS f
JOIN imports AS i ON i.import_id = f.import_id
LEFT JOIN touchpoints AS t ON t.code = f.touchpoint
ORDER BY f.import_id, f.source_row
