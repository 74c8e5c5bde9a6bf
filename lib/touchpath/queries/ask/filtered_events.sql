-- one row is an event that passes the filters; the clauses of the filters are added here and nowhere else
SELECT
  e.person,
  e.occurred_at,
  e.touchpoint,
  e.channel,
  e.session,
  e.value,
  e.order_id,
  e.properties,
  e.campaign,
  e.currency,
  e.cancelled,
  e.import_id,
  e.source_row
FROM events AS e
