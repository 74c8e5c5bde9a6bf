-- one row is a person who came (back) before $cutoff: first and last such event (UTC microseconds), how many, and how many since $lately
SELECT
  f.person,
  epoch_us(min(f.occurred_at)) AS first_moment,
  epoch_us(max(f.occurred_at)) AS last_moment,
  count(*) AS times,
  count(*) FILTER (f.occurred_at >= $lately) AS times_lately
FROM filtered_events AS f
WHERE f.occurred_at < $cutoff
GROUP BY f.person
