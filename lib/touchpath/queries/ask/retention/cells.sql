-- one row is an event as one number: its bucket (stretches of equal width) times the number of people, plus its person
SELECT
  CAST(((epoch_us(e.occurred_at) - $origin) // $width) * $people + (e.person - $low) AS INTEGER) AS cell
FROM filtered_events AS e
