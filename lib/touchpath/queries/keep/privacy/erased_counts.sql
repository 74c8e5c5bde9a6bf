-- one row is an import and how many of its rows are about to be erased, by what became of them
CREATE OR REPLACE TEMP TABLE erased_counts AS
SELECT
  n.import_id, CAST(sum(n.accepted) AS BIGINT) AS accepted, CAST(sum(n.rejected) AS BIGINT) AS rejected,
  CAST(sum(n.duplicate) AS BIGINT) AS duplicate
FROM (
  SELECT import_id, count(*) AS accepted, 0 AS rejected, 0 AS duplicate FROM erased_events GROUP BY import_id
  UNION ALL SELECT import_id, count(*), 0, 0 FROM erased_set_aside GROUP BY import_id
  UNION ALL SELECT import_id, 0, 0, count(*) FROM erased_duplicates GROUP BY import_id
  UNION ALL SELECT import_id, count(DISTINCT source_row), 0, 0 FROM erased_responses GROUP BY import_id
  UNION ALL SELECT d.import_id, 0, 0, count(DISTINCT d.source_row) FROM erased_duplicate_responses AS d
    ANTI JOIN responses AS r ON r.import_id = d.import_id AND r.source_row = d.source_row
    GROUP BY d.import_id
  UNION ALL SELECT import_id, count(*), 0, 0 FROM erased_people_rows GROUP BY import_id
  UNION ALL SELECT import_id, count(*), 0, 0 FROM erased_identities GROUP BY import_id
  UNION ALL SELECT import_id, 0, count(*), 0 FROM erased_rejected GROUP BY import_id
) AS n
GROUP BY n.import_id
