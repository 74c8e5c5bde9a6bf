-- one row is a number given for one metric and question as the file names them (NULL: it does not), and how often;
-- of the 2,000 metrics and questions with most answers, and at most 300 numbers of each
WITH given AS (
  SELECT s.metric_text, s.question, score(s.score_text, $decimal) AS number, count(*) AS answers
  FROM staged AS s
  WHERE s.reason IS NULL AND NOT (s.score_text IS NOT NULL AND list_contains($blank, s.score_text))
  GROUP BY ALL
), sized AS (
  SELECT
    g.*,
    row_number() OVER (PARTITION BY g.metric_text, g.question ORDER BY g.answers DESC, g.number NULLS LAST) AS place,
    sum(g.answers) OVER (PARTITION BY g.metric_text, g.question) AS total
  FROM given AS g
), ranked AS (
  SELECT z.*, dense_rank() OVER (ORDER BY z.total DESC, z.metric_text, z.question) AS size_rank FROM sized AS z
)
SELECT r.metric_text, r.question, r.number, r.answers
FROM ranked AS r
WHERE r.place <= 300 AND r.size_rank <= 2000
ORDER BY r.size_rank, r.answers DESC, r.number
