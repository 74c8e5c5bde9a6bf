-- one row is an event that several rows make up
INSERT INTO order_events (
  person, occurred_at, touchpoint, channel, session, value, order_id, event_id, properties, identity, import_id,
  source_row, campaign, currency, cancelled, gross, lines
)
WITH lines AS (
  SELECT l.head_import_id, l.head_source_row, l.head_touchpoint, e.*
  FROM order_lines AS l
  JOIN events AS e
    ON e.import_id = l.import_id AND e.source_row = l.source_row AND e.touchpoint = l.touchpoint
), summed AS (
  SELECT
    n.head_import_id,
    n.head_source_row,
    n.head_touchpoint,
    sum(n.value) AS value,
    sum(greatest(n.value, 0)) AS gross,
    first(n.campaign ORDER BY n.occurred_at, n.import_id, n.source_row) FILTER (n.campaign IS NOT NULL) AS campaign,
    first(n.currency ORDER BY n.occurred_at, n.import_id, n.source_row) FILTER (n.currency IS NOT NULL) AS currency,
    coalesce(bool_or(n.cancelled), false)
    OR (coalesce(bool_or(n.value < 0), false) AND coalesce(sum(n.value), 0) <= 0) AS cancelled,
    list(n.properties ORDER BY n.occurred_at, n.import_id, n.source_row) AS lines
  FROM lines AS n
  GROUP BY n.head_import_id, n.head_source_row, n.head_touchpoint
)
SELECT
  e.person,
  e.occurred_at,
  e.touchpoint,
  e.channel,
  e.session,
  s.value,
  e.order_id,
  e.event_id,
  list_reduce(
    list_transform(
      list_reverse(list_filter(s.lines, lambda line: line IS NOT NULL)),
      lambda line: map_from_entries(list_filter(map_entries(line), lambda entry: entry.value <> ''))
    ),
    lambda later, earlier: map_concat(later, earlier),
    MAP()
  ) AS properties,
  e.identity,
  e.import_id,
  e.source_row,
  s.campaign,
  s.currency,
  s.cancelled,
  s.gross,
  s.lines
FROM summed AS s
JOIN events AS e
  ON e.import_id = s.head_import_id AND e.source_row = s.head_source_row AND e.touchpoint = s.head_touchpoint
