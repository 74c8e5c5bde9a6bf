-- one row is an event of somebody else: the ids of a human in it are written over
UPDATE events AS x SET
  session = regexp_replace(x.session, $pattern, $over, 'g'),
  order_id = regexp_replace(x.order_id, $pattern, $over, 'g'),
  event_id = regexp_replace(x.event_id, $pattern, $over, 'g'),
  campaign = regexp_replace(x.campaign, $pattern, $over, 'g'),
  currency = regexp_replace(x.currency, $pattern, $over, 'g'),
  properties = map(map_keys(x.properties), list_transform(map_values(x.properties), lambda v: regexp_replace(v, $pattern, $over, 'g')))
WHERE regexp_matches(
  concat_ws(
    chr(10), x.session, x.order_id, x.event_id, x.campaign, x.currency, array_to_string(map_values(x.properties), chr(10))
  ),
  $pattern
)
