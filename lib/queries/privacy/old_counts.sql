-- one row is an import and how many of its rows are about to be deleted, by what became of them
CREATE OR REPLACE TEMP TABLE erased_counts AS
SELECT
  n.import_id, CAST(sum(n.accepted) AS BIGINT) AS accepted, CAST(0 AS BIGINT) AS rejected, CAST(sum(n.duplicate) AS BIGINT) AS duplicate
FROM (
  SELECT import_id, count(*) AS accepted, 0 AS duplicate FROM erased_events GROUP BY import_id
  UNION ALL SELECT import_id, count(*), 0 FROM erased_set_aside GROUP BY import_id
  UNION ALL SELECT import_id, 0, count(*) FROM erased_duplicates GROUP BY import_id
  UNION ALL SELECT import_id, count(DISTINCT source_row), 0 FROM erased_responses GROUP BY import_id
) AS n
GROUP BY n.import_id
