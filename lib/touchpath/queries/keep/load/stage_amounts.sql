-- one row is a row of a file of costs or counts, with the reason why it cannot be taken (NULL: it can)
CREATE OR REPLACE TEMP TABLE staged AS
-- Texts are columns before they are read: a macro would write out where they come from once more wherever it names them.
WITH texts AS (
  SELECT
    s.source_row, s.place,
    cell(s.cells, $day, $day_constant) AS day_text,
    cell(s.cells, $last_day, $last_day_constant) AS last_day_text,
    cell(s.cells, $channel, $channel_constant) AS channel_name,
    cell(s.cells, $campaign, $campaign_constant) AS campaign,
    cell(s.cells, $currency, $currency_constant) AS currency_text,
    cell(s.cells, $detail, $detail_constant) AS detail,
    try_cast(try_cast(cell(s.cells, $whole_days, $whole_days_constant) AS DOUBLE) AS INTEGER) AS whole_days,
    CASE
      WHEN len($amount_places) > 0 THEN list_transform($amount_places, lambda place: s.cells[place])
      ELSE [cell(s.cells, $amount, $amount_constant)]
    END AS amount_texts,
    CASE WHEN len($amount_places) > 0 THEN $amount_names ELSE [cell(s.cells, $measure, $measure_constant)] END AS measure_names
  FROM source_cells AS s
), days AS (
  SELECT
    t.*,
    coalesce(period_part(t.day_text, 1), t.day_text) AS first_text,
    coalesce(period_part(t.day_text, 2), t.last_day_text) AS last_text
  FROM texts AS t
), typed AS (
  SELECT
    d.source_row, d.place, d.day_text, d.channel_name, d.campaign, CASE WHEN d.whole_days BETWEEN 2 AND 1830 THEN d.whole_days END AS whole_days,
    CAST(moment(d.first_text, $time_format, 'UTC') AS DATE) AS day,
    CAST(moment(d.last_text, $time_format, 'UTC') AS DATE) AS last_day,
    currency_code(d.currency_text) AS currency,
    list_transform(d.amount_texts, lambda text: amount(text, $decimal)) AS amounts,
    list_transform(d.measure_names, lambda name: name || coalesce(': ' || d.detail, '')) AS measures,
    list_transform(d.measure_names, lambda name: NOT list_contains($never_added, coalesce(name, ''))) AS added_up
  FROM days AS d
), seen AS (
  -- A column of days speaks of weeks where all are whole weeks apart; of months where all are the first of one, or all the last.
  SELECT
    t.*,
    min(date_diff('day', DATE '1900-01-01', t.day) % 7) OVER () = max(date_diff('day', DATE '1900-01-01', t.day) % 7) OVER () AS weeks,
    max(extract('day' FROM t.day)) OVER () = 1 AS firsts, bool_and(t.day = last_day(t.day)) OVER () AS lasts,
    CASE $period WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'year' THEN 12 END AS months
  FROM typed AS t
), regular AS (
  SELECT
    s.* REPLACE (
      CASE
        WHEN $period = 'week_end' AND s.weeks THEN s.day - 6
        WHEN s.months IS NOT NULL AND s.lasts THEN CAST(date_trunc('month', s.day) - to_months(CAST(s.months - 1 AS INTEGER)) AS DATE)
        ELSE s.day
      END AS day
    ),
    CASE
      WHEN $period IN ('week', 'week_end') AND s.weeks THEN 7
      WHEN s.months IS NOT NULL AND s.firsts THEN date_diff('day', s.day, CAST(s.day + to_months(CAST(s.months AS INTEGER)) AS DATE))
      WHEN s.months IS NOT NULL AND s.lasts THEN date_diff('day', CAST(date_trunc('month', s.day) - to_months(CAST(s.months - 1 AS INTEGER)) AS DATE), s.day) + 1
    END AS called_days
  FROM seen AS s
), judged AS (
  SELECT
    t.*,
    coalesce(
      CASE WHEN t.whole_days IS NOT NULL THEN 1 END,
      CASE WHEN t.last_day BETWEEN t.day AND t.day + 1830 THEN date_diff('day', t.day, t.last_day) + 1 END, period_days(t.day_text, t.day), t.called_days, 1
    ) AS days,
    CASE
      WHEN t.day_text IS NULL THEN 'no day'
      WHEN t.day IS NULL THEN 'day not readable'
      WHEN t.day NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN 'day before 1900 or after 2199'
      WHEN len(list_filter(t.amounts, lambda number: number IS NOT NULL)) = 0 THEN 'no amount'
      WHEN t.measures[1] IS NULL THEN 'no measure'
    END AS reason
  FROM regular AS t
)
SELECT
  j.source_row, j.place, CASE WHEN j.day BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN j.day END AS day, j.days, j.whole_days, j.channel_name, j.campaign, j.currency, j.amounts, j.measures, j.added_up, j.reason,
  CASE WHEN j.day IS NULL OR j.day NOT BETWEEN DATE '1900-01-01' AND DATE '2199-12-31' THEN $day_label WHEN j.reason IS NOT NULL THEN $amount_label END AS column_name
FROM judged AS j
