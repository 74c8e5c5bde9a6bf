-- one row is a channel name that differs from another only in case and blanks, and is shown under another spelling from now on
WITH given AS (
  SELECT
    c.code, c.raw_name, c.channel,
    -- named by hand, or by a rule for "source / medium": its name stands
    c.named OR contains(c.raw_name, ' / ') AS fixed,
    CASE WHEN c.named OR contains(c.raw_name, ' / ') THEN c.channel ELSE c.raw_name END AS base
  FROM channels AS c
), folded AS (
  SELECT g.*, regexp_replace(lower(g.base), '\s', '', 'g') AS key FROM given AS g
), alike AS (
  SELECT f.* FROM folded AS f
  WHERE f.key IN (SELECT o.key FROM folded AS o GROUP BY o.key HAVING count(*) > 1) OR f.channel <> f.base
), volumes AS (
  SELECT e.channel AS code, count(*) AS events
  FROM events AS e
  WHERE e.channel IN (SELECT a.code FROM alike AS a)
  GROUP BY e.channel
), heads AS (
  SELECT
    a.key,
    count(DISTINCT a.base) FILTER (WHERE a.fixed) AS fixed_names,
    any_value(a.base) FILTER (WHERE a.fixed) AS fixed_name,
    arg_max(a.base, (coalesce(v.events, 0), -a.code)) FILTER (WHERE NOT a.fixed) AS commonest
  FROM alike AS a LEFT JOIN volumes AS v ON v.code = a.code
  GROUP BY a.key
), settled AS (
  SELECT
    a.code, a.raw_name, a.channel,
    CASE l.fixed_names WHEN 0 THEN l.commonest WHEN 1 THEN l.fixed_name ELSE a.base END AS shown
  FROM alike AS a JOIN heads AS l ON l.key = a.key
  WHERE NOT a.fixed
)
SELECT s.code, s.raw_name, s.shown, coalesce(v.events, 0) AS events
FROM settled AS s LEFT JOIN volumes AS v ON v.code = s.code
WHERE s.channel <> s.shown
ORDER BY s.shown, events DESC, s.code
