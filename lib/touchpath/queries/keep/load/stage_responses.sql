-- one row is a row of a survey file, with the reason why it cannot be taken (NULL: it can); a weight counts above 0 only
-- (and below 1e100, so that its square is finite too)
CREATE OR REPLACE TEMP TABLE staged AS
-- Texts are columns before they are read: a macro would write out where they come from once more wherever it names them.
WITH texts AS (
  SELECT
    s.source_row, s.place,
    cell(s.cells, $person, $person_constant) AS person_id,
    cell(s.cells, $respondent, $respondent_constant) AS respondent,
    cell(s.cells, $answered_at, $answered_at_constant) AS answered_text,
    cell(s.cells, $weight, $weight_constant) AS weight_text,
    cell(s.cells, $touchpoint, $touchpoint_constant) AS touchpoint_name,
    cell(s.cells, $channel, $channel_constant) AS channel_name,
    cell(s.cells, $comment, $comment_constant) AS comment,
    cell(s.cells, $question, $question_constant) AS question,
    cell(s.cells, $metric, $metric_constant) AS metric_text,
    cell(s.cells, $score, $score_constant) AS score_text,
    cell(s.cells, $answer, $answer_constant) AS answer,
    cell(s.cells, $scale_low, $scale_low_constant) AS scale_low_text,
    cell(s.cells, $scale_high, $scale_high_constant) AS scale_high_text,
    s.cells
  FROM source_cells AS s
), typed AS (
  SELECT
    s.source_row, s.place, s.person_id, s.respondent, s.answered_text,
    moment(s.answered_text, $time_format, $zone) AS answered_at,
    s.weight_text,
    amount(s.weight_text, $decimal) AS weight,
    s.touchpoint_name, s.channel_name, s.comment, s.question,
    lower(s.metric_text) AS metric,
    s.metric_text, s.score_text, s.answer,
    amount(s.scale_low_text, $decimal) AS scale_low,
    amount(s.scale_high_text, $decimal) AS scale_high,
    s.cells
  FROM texts AS s
)
SELECT
  t.* EXCLUDE (cells, answered_text, answered_at),
  CASE WHEN t.answered_at BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN t.answered_at END AS answered_at,
  t.cells,
  CASE
    WHEN $long AND t.answered_text IS NOT NULL AND t.answered_at IS NULL THEN 'time not readable'
    WHEN $long AND coalesce(t.score_text, t.answer, t.comment) IS NULL THEN 'no answer'
    WHEN $weight_label IS NOT NULL AND t.weight_text IS NULL THEN 'no weight'
    WHEN $weight_label IS NOT NULL AND t.weight IS NULL THEN 'weight not readable'
    WHEN t.weight NOT BETWEEN 1e-100 AND 1e100 THEN 'weight not above 0'
  END AS reason,
  CASE
    WHEN $long AND t.answered_text IS NOT NULL AND t.answered_at IS NULL THEN $time_label
    WHEN $long AND coalesce(t.score_text, t.answer, t.comment) IS NULL THEN $score_label
    WHEN $weight_label IS NOT NULL AND coalesce(t.weight NOT BETWEEN 1e-100 AND 1e100, true) THEN $weight_label
  END AS column_name
FROM typed AS t
