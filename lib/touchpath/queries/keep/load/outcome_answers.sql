-- one row is the file: what its answers come to; where nothing names a sheet, what a person answered at one moment is one,
-- and one on which nothing is answered is none
SELECT
  count(DISTINCT a.source_row) AS rows,
  count(DISTINCT row(a.respondent, CASE WHEN a.respondent = a.person_id THEN a.answered_at END))
    FILTER (WHERE coalesce(a.answer, a.comment) IS NOT NULL) AS sheets,
  count(DISTINCT a.person_id) AS people,
  min(a.answered_at) AS first, max(a.answered_at) AS last, count(DISTINCT CAST(a.answered_at AS DATE)) AS days,
  count(*) AS answers
FROM answers AS a
