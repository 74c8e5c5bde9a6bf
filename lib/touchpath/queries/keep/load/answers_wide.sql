-- one row is the answer of one row of the file to one of the asked questions; codes that mean "no answer" have no score;
-- where answers are words (two or more of them), each counts as its place among them, from the lowest score on
CREATE OR REPLACE TEMP TABLE answers AS
SELECT
  s.source_row,
  coalesce(s.respondent, s.person_id, concat($import_id, ' row ', s.source_row)) AS respondent,
  s.person_id, s.answered_at, q.text AS question, q.metric,
  CASE
    WHEN list_contains(q.words, lower(trim(s.cells[q.place])))
      THEN q.scale_low + list_position(q.words, lower(trim(s.cells[q.place]))) - 1
    WHEN len(q.words) = 1 AND NOT list_contains(q.blank, trim(s.cells[q.place]))
      AND (q.scale_low IS NULL OR score(s.cells[q.place], $decimal) BETWEEN q.scale_low AND q.scale_high)
      THEN score(s.cells[q.place], $decimal)
  END AS score,
  nullif(trim(s.cells[q.place]), '') AS answer,
  q.scale_low, q.scale_high, s.weight, s.touchpoint_name, s.channel_name, s.comment,
  list_contains(q.blank, trim(s.cells[q.place])) AS blank
FROM staged AS s CROSS JOIN asked AS q
WHERE s.reason IS NULL
