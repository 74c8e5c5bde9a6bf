-- one row is the file: what its answers come to
SELECT
  count(DISTINCT a.source_row) AS rows, count(DISTINCT a.respondent) AS sheets, count(DISTINCT a.person_id) AS people,
  min(a.answered_at) AS first, max(a.answered_at) AS last, count(DISTINCT CAST(a.answered_at AS DATE)) AS days,
  count(*) AS answers
FROM answers AS a
