-- one row is a row of a file of costs or counts, with the reason why it cannot be taken (NULL: it can)
CREATE OR REPLACE TEMP TABLE staged AS
WITH typed AS (
  SELECT
    s.source_row, s.place,
    cell(s.cells, $day, $day_constant) AS day_text,
    CAST(moment(coalesce(period_part(cell(s.cells, $day, $day_constant), 1), cell(s.cells, $day, $day_constant)), $time_format, 'UTC') AS DATE) AS day,
    CAST(moment(
      coalesce(period_part(cell(s.cells, $day, $day_constant), 2), cell(s.cells, $last_day, $last_day_constant)), $time_format, 'UTC'
    ) AS DATE) AS last_day,
    cell(s.cells, $channel, $channel_constant) AS channel_name,
    cell(s.cells, $campaign, $campaign_constant) AS campaign,
    currency_code(cell(s.cells, $currency, $currency_constant)) AS currency,
    CASE
      WHEN len($amount_places) > 0 THEN list_transform($amount_places, lambda place: amount(s.cells[place], $decimal))
      ELSE [amount(cell(s.cells, $amount, $amount_constant), $decimal)]
    END AS amounts,
    list_transform(
      CASE WHEN len($amount_places) > 0 THEN $amount_names ELSE [cell(s.cells, $measure, $measure_constant)] END,
      lambda name: name || coalesce(': ' || cell(s.cells, $detail, $detail_constant), '')
    ) AS measures
  FROM source_cells AS s
), judged AS (
  SELECT
    t.*,
    coalesce(
      CASE WHEN t.last_day BETWEEN t.day AND t.day + 1830 THEN date_diff('day', t.day, t.last_day) + 1 END, period_days(t.day_text, t.day), 1
    ) AS days,
    CASE
      WHEN t.day_text IS NULL THEN 'no day'
      WHEN t.day IS NULL THEN 'day not readable'
      WHEN t.day NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN 'day before 1900 or after 2199'
      WHEN len(list_filter(t.amounts, lambda number: number IS NOT NULL)) = 0 THEN 'no amount'
      WHEN t.measures[1] IS NULL THEN 'no measure'
    END AS reason
  FROM typed AS t
)
SELECT
  j.source_row, j.place, CASE WHEN j.day BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN j.day END AS day, j.days, j.channel_name, j.campaign, j.currency, j.amounts, j.measures, j.reason,
  CASE WHEN j.day IS NULL OR j.day NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN $day_label WHEN j.reason IS NOT NULL THEN $amount_label END AS column_name
FROM judged AS j
