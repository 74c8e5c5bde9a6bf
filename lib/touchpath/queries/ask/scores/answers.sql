-- one row is a metric in a period (-1: no time, or outside all periods; -2: all answers together): sums, clustered by person;
-- answers whose weight is not above 0 and finite (1e-100 to 1e100, so that squares stay finite too) are left out
WITH cells AS (
  SELECT p.period, unnest(generate_series(p.first_cell, p.last_cell)) AS cell
  FROM (SELECT unnest($periods) AS period, unnest($first_cells) AS first_cell, unnest($last_cells) AS last_cell) AS p
), chosen AS (
  SELECT r.metric, r.person, CASE WHEN r.person IS NULL THEN r.respondent END AS respondent, r.answered_at,
    coalesce(r.weight, 1) AS weight, r.weight IS NOT NULL AS weighted,
    CASE r.metric
      WHEN 'ces' THEN 1 + 6 * (r.score - coalesce(r.scale_low, 1)) / (coalesce(r.scale_high, 7) - coalesce(r.scale_low, 1))
      ELSE r.score
    END AS score,
    CASE r.metric WHEN 'nps' THEN 9 WHEN 'csat' THEN coalesce(r.scale_high, 5) - 1 ELSE 5 END AS good_from,
    CASE r.metric WHEN 'nps' THEN 6 ELSE -1 END AS bad_to,
    r.metric = 'ces' AND NOT (coalesce(r.scale_low, 1) = 1 AND coalesce(r.scale_high, 7) = 7) AS rescaled
  FROM responses AS r
  LEFT JOIN people AS p ON p.person = r.person AND p.canonical = p.person
  WHERE r.metric IN ('nps', 'csat', 'ces') AND r.score IS NOT NULL
    AND (r.weight IS NULL OR r.weight BETWEEN 1e-100 AND 1e100) AND isfinite(r.score)
    AND (r.metric <> 'nps' OR (r.score BETWEEN 0 AND 10 AND coalesce(r.scale_low, 0) = 0 AND coalesce(r.scale_high, 10) = 10))
    AND (r.metric <> 'csat' OR coalesce(r.scale_high, 5) - coalesce(r.scale_low, 1) BETWEEN 1 AND 10)
    AND (r.metric <> 'ces' OR coalesce(r.scale_high, 7) > coalesce(r.scale_low, 1))
    AND ($begins IS NULL OR r.answered_at >= $begins)
    AND ($ends IS NULL OR r.answered_at < $ends)
    AND (NOT $by_persona OR p.persona IN (SELECT unnest($personas)) OR ($without_persona AND p.persona IS NULL))
    AND (NOT $by_channel OR r.channel IN (SELECT c.code FROM channels AS c WHERE c.channel IN (SELECT unnest($channels)))
      OR ($without_channel AND r.channel IS NULL))
    AND ($group IS NULL OR r.person IN (SELECT g.person FROM group_members AS g WHERE g.group_name = $group))
), placed AS (
  SELECT a.*, coalesce(c.period, -1) AS period, CAST(a.score >= a.good_from AS INTEGER) AS good,
    CAST(a.score <= a.bad_to AS INTEGER) AS bad
  FROM chosen AS a LEFT JOIN cells AS c ON c.cell = epoch_us(a.answered_at) // 900000000
), valued AS (
  SELECT v.*, CASE v.metric WHEN 'ces' THEN v.score WHEN 'nps' THEN v.good - v.bad ELSE v.good END AS x FROM placed AS v
), clusters AS (
  SELECT v.metric, v.period, grouping(v.period) AS overall, count(*) AS answers, sum(v.weight) AS w, sum(v.weight * v.weight) AS squares,
    sum(v.weight * v.x) AS wx, sum(v.weight * v.score) AS wscore, sum(v.weight * v.good) AS wgood,
    sum(v.weight * v.bad) AS wbad, sum(v.x) AS plain, bool_or(v.weighted) AS weighted, bool_or(v.rescaled) AS rescaled
  FROM valued AS v
  GROUP BY GROUPING SETS ((v.metric, v.period, v.person, v.respondent), (v.metric, v.person, v.respondent))
)
SELECT c.metric, CASE WHEN c.overall = 0 THEN c.period ELSE -2 END AS period, sum(c.answers) AS answers, count(*) AS clusters,
  sum(c.w) AS w, sum(c.squares) AS squares, sum(c.wx) AS wx, sum(c.wscore) AS wscore, sum(c.wgood) AS wgood, sum(c.wbad) AS wbad,
  sum(c.wx * c.wx) AS wx_wx, sum(c.wx * c.w) AS wx_w, sum(c.w * c.w) AS w_w, sum(c.plain) AS plain,
  bool_or(c.weighted) AS weighted, bool_or(c.rescaled) AS rescaled
FROM clusters AS c
GROUP BY c.metric, CASE WHEN c.overall = 0 THEN c.period ELSE -2 END
ORDER BY c.metric, period
