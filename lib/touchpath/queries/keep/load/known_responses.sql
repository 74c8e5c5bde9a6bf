-- one row is an answer of any import: held, or repeated of another import (duplicate: its place among those); content: what it says.
-- What an import repeats of itself comes never back
CREATE OR REPLACE TEMP VIEW known_items AS
SELECT
  r.import_id, r.source_row, NULL AS duplicate, NULL AS duplicate_of, false AS once,
  row(r.respondent, r.question, r.answered_at, r.answer, r.comment, r.touchpoint, r.channel) AS content
FROM responses AS r
UNION ALL
SELECT
  d.import_id, d.source_row, d.rowid, d.duplicate_of, false,
  row(d.respondent, d.question, d.answered_at, d.answer, d.comment, d.touchpoint, d.channel)
FROM duplicate_responses AS d
WHERE d.duplicate_of <> d.import_id
