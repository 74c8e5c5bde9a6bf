-- one row is an answer of the file and what it says
CREATE OR REPLACE TEMP VIEW given_items AS
SELECT
  a.rowid AS place, a.source_row,
  row(a.respondent, a.question, a.answered_at, a.answer, a.comment, t.code, c.code) AS content
FROM answers AS a
LEFT JOIN touchpoints AS t ON t.raw_name = a.touchpoint_name
LEFT JOIN channels AS c ON c.raw_name = a.channel_name
