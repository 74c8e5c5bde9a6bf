-- one row is the whole view: events without channel; people, those without persona, and those with several ids
SELECT
  (SELECT count(*) FROM filtered_events AS f) AS events,
  (SELECT count(*) FROM filtered_events AS f WHERE f.channel IS NULL) AS without_channel,
  count(*) AS people,
  count(*) FILTER (p.persona IS NULL) AS without_persona,
  count(*) FILTER (p.ids > 1) AS merged,
  max(p.ids) AS most_ids
FROM (
  SELECT q.person, q.persona, (SELECT count(*) FROM people AS a WHERE a.canonical = q.person) AS ids
  FROM people AS q
  WHERE q.person IN (SELECT f.person FROM filtered_events AS f)
) AS p
