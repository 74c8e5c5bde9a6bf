-- one row is a person with numbers in a property of the rows before $cutoff: the last, the largest, their mean, and when last (UTC microseconds)
WITH told AS (
  SELECT r.person, try_cast(r.properties[$name] AS DOUBLE) AS number, r.occurred_at, r.import_id, r.source_row
  FROM filtered_rows AS r
  WHERE r.occurred_at < $cutoff
)
SELECT
  t.person,
  arg_max(t.number, (t.occurred_at, t.import_id, t.source_row)) AS last_number,
  max(t.number) AS largest,
  fsum(t.number) / count(*) AS mean,
  epoch_us(max(t.occurred_at)) AS last_moment
FROM told AS t
WHERE isfinite(t.number)
GROUP BY t.person
