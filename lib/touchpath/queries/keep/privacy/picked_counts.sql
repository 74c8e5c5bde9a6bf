-- one row is an import and how many of its rows are about to be deleted, by what became of them.
-- A row of a survey, or one with several dates, may have made several: it counts once, when the last of them goes, and as accepted
-- where any of them was.
CREATE OR REPLACE TEMP TABLE picked_counts AS
WITH counted AS (
  SELECT DISTINCT
    p.import_id, p.source_row, p.counted,
    CASE WHEN i.kind = 'responses' OR json_array_length(i.mapping, '$.moments') > 0 THEN -1 ELSE p.place END AS place
  FROM picked_rows AS p JOIN imports AS i ON i.import_id = p.import_id
), taken AS (
  SELECT e.import_id, e.source_row, e.rowid AS place FROM events AS e
  UNION ALL
  SELECT s.import_id, s.source_row, s.rowid FROM set_aside_events AS s
  UNION ALL
  SELECT r.import_id, r.source_row, r.rowid FROM responses AS r
), siblings AS (
  SELECT t.import_id, t.source_row, count(*) FILTER (g.place IS NULL) > 0 AS some_stay
  FROM taken AS t
  SEMI JOIN picked_rows AS p ON p.import_id = t.import_id AND p.source_row = t.source_row
  LEFT JOIN picked_rows AS g ON g.import_id = t.import_id AND g.source_row = t.source_row AND g.place = t.place
  GROUP BY t.import_id, t.source_row
)
SELECT
  c.import_id,
  count(*) FILTER (c.counted = 'accepted' AND (c.place >= 0 OR NOT coalesce(s.some_stay, false))) AS accepted,
  count(*) FILTER (c.counted = 'rejected') AS rejected,
  count(*) FILTER (c.counted = 'duplicate' AND (c.place >= 0 OR s.import_id IS NULL)) AS duplicate
FROM counted AS c LEFT JOIN siblings AS s ON s.import_id = c.import_id AND s.source_row = c.source_row
GROUP BY c.import_id
