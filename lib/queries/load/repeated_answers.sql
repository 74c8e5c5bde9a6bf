-- one row is a row of the survey file all of whose answers another import holds
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT a.source_row
FROM answers AS a
WHERE $comparable
GROUP BY a.source_row
HAVING count(*) = count(*) FILTER (WHERE EXISTS (
  SELECT 1 FROM responses AS r
  WHERE r.respondent = a.respondent AND r.question = a.question
    AND r.answered_at IS NOT DISTINCT FROM a.answered_at AND r.answer IS NOT DISTINCT FROM a.answer
    AND r.comment IS NOT DISTINCT FROM a.comment
))
