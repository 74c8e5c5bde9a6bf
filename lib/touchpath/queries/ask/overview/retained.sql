-- one row is a period of first entering events in view: the people whose days are complete, those of them who returned, and the others
WITH entries AS (
  SELECT f.person, min(f.occurred_at) AS entered_at
  FROM filtered_events AS f
  WHERE f.occurred_at >= $begins AND f.occurred_at < $ends
    AND (len($entering) = 0
      OR f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($entering))))
    AND (NOT $by_channel OR f.channel IN (SELECT c.code FROM channels AS c WHERE c.channel IN (SELECT unnest($channels)))
      OR ($without_channel AND f.channel IS NULL))
  GROUP BY f.person
), judged AS (
  SELECT n.person, n.entered_at, n.entered_at + to_days($days) <= $data_end AS mature FROM entries AS n
), returned AS (
  SELECT DISTINCT j.person
  FROM judged AS j JOIN filtered_events AS f ON f.person = j.person
  WHERE j.mature AND f.occurred_at > j.entered_at AND f.occurred_at <= j.entered_at + to_days($days)
    AND (len($returning) = 0
      OR f.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($returning))))
), cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
)
SELECT c.period, count(*) FILTER (j.mature) AS people, count(r.person) AS retained, count(*) FILTER (NOT j.mature) AS immature
FROM judged AS j
JOIN cells AS c ON c.cell = epoch_us(j.entered_at) // 900000000
LEFT JOIN returned AS r ON r.person = j.person
GROUP BY c.period
ORDER BY c.period
