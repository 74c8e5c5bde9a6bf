-- one row is the answer of one row of the file; a scale not given is the usual one of the metric
CREATE OR REPLACE TEMP TABLE answers AS
WITH known AS (
  SELECT
    s.*,
    CASE WHEN s.metric IN ('nps', 'csat', 'ces', 'other') THEN s.metric WHEN s.metric IS NULL THEN $usual_metric ELSE 'other' END AS measure,
    CASE WHEN list_contains($blank, s.score_text) THEN NULL ELSE score(s.score_text, $decimal) END AS number
  FROM staged AS s
  WHERE s.reason IS NULL
), scaled AS (
  SELECT
    k.*,
    coalesce(k.scale_low, $usual_low, CASE k.measure WHEN 'nps' THEN 0 WHEN 'csat' THEN 1 WHEN 'ces' THEN 1 END) AS low,
    coalesce(k.scale_high, $usual_high, CASE k.measure WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 WHEN 'ces' THEN 7 END) AS high
  FROM known AS k
)
SELECT
  s.source_row,
  coalesce(s.respondent, s.person_id, concat($import_id, ' row ', s.source_row)) AS respondent,
  s.person_id, s.answered_at, coalesce(s.question, s.metric, $usual_question) AS question, s.measure AS metric,
  CASE WHEN s.low IS NULL OR s.number BETWEEN s.low AND s.high THEN s.number END AS score,
  coalesce(s.answer, s.score_text) AS answer,
  s.low AS scale_low, s.high AS scale_high, s.weight, s.touchpoint_name, s.channel_name, s.comment,
  list_contains($blank, s.score_text) AS blank
FROM scaled AS s
