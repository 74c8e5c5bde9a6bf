-- one row is a person of an assignments file: first arm, how many arms, and when first assigned (UTC microseconds, NULL: not said); unknown people count down from -1
SELECT
  coalesce(p.canonical, -min(a.source_row)) AS person,
  arg_min(shortest_number(a.arm), struct_pack(at := coalesce(a.assigned_at, TIMESTAMP '1970-01-01'), source_row := a.source_row)) AS label,
  count(DISTINCT shortest_number(a.arm)) AS labels,
  epoch_us(min(a.assigned_at)) AS moment
FROM assignments AS a
LEFT JOIN people AS p ON p.person_id = a.person_id
WHERE a.test = $test
GROUP BY p.canonical, CASE WHEN p.canonical IS NULL THEN a.person_id END
