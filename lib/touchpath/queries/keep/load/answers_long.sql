-- one row is the answer of one row of the file; its metric and scale are those of its question (in "readings"), unless
-- the row itself gives the ends of its scale
CREATE OR REPLACE TEMP TABLE answers AS
WITH known AS (
  SELECT
    s.*,
    coalesce(r.metric, CASE WHEN s.metric IN ('nps', 'csat', 'ces') THEN s.metric ELSE 'other' END) AS measure,
    r.scale_low AS usual_low, r.scale_high AS usual_high,
    list_contains($blank, s.score_text) OR coalesce(s.scale_high IS NULL AND list_contains(r.codes, score(s.score_text, $decimal)), false) AS no_answer
  FROM staged AS s
  LEFT JOIN readings AS r ON r.metric_text IS NOT DISTINCT FROM s.metric_text AND r.question IS NOT DISTINCT FROM s.question
  WHERE s.reason IS NULL
), scaled AS (
  SELECT
    k.*,
    CASE WHEN NOT coalesce(k.no_answer, false) THEN score(k.score_text, $decimal) END AS number,
    coalesce(k.scale_low, k.usual_low, CASE k.measure WHEN 'nps' THEN 0 WHEN 'csat' THEN 1 WHEN 'ces' THEN 1 END) AS low,
    coalesce(k.scale_high, k.usual_high, CASE k.measure WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 WHEN 'ces' THEN 7 END) AS high
  FROM known AS k
)
SELECT
  s.source_row,
  coalesce(s.respondent, s.person_id, concat($import_id, ' row ', s.source_row)) AS respondent,
  s.person_id, s.answered_at, coalesce(s.question, s.metric, $usual_question) AS question, s.measure AS metric,
  CASE WHEN s.low IS NULL OR s.number BETWEEN s.low AND s.high THEN s.number END AS score,
  coalesce(s.answer, s.score_text) AS answer,
  s.low AS scale_low, s.high AS scale_high, s.weight, s.touchpoint_name, s.channel_name, s.comment,
  coalesce(s.no_answer, false) AS blank
FROM scaled AS s
