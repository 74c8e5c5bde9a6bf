-- one row is an event that passes the filters; the clauses of the filters are added here and in filtered_orders alone
SELECT
  e.person,
  e.occurred_at,
  e.touchpoint,
  e.channel,
  e.session,
  e.value,
  greatest(e.value, 0) AS gross,
  e.order_id,
  e.properties,
  e.campaign,
  e.currency,
  e.cancelled,
  e.import_id,
  e.source_row
FROM events AS e
