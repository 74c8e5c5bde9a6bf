-- one row is a person with the channel code of the first event ever (0: that event has none)
SELECT e.person, arg_min(coalesce(e.channel, 0), row(e.occurred_at, e.import_id, e.source_row)) AS channel
FROM events AS e
GROUP BY e.person
