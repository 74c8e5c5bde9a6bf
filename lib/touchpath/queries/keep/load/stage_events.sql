-- one row is a row of the file, typed as an event, with the reason why it cannot be taken (NULL: it can).
-- Texts cost most, also where they are all missing: a field no column feeds is an untyped NULL, a reason is a small number.
CREATE OR REPLACE TEMP TABLE staged_rows AS
WITH source AS (
  SELECT *, NULL AS "~nothing"
  FROM read_csv(
    $path, auto_detect => false, columns => $columns, header => $header, skip => $skip, delim => $delimiter,
    quote => $quote, escape => $quote, compression => $compression, store_rejects => true, rejects_table => 'reading_rejects'
  )
), roles AS (
  SELECT
    CAST(COLUMNS($row_column) AS BIGINT) AS given_row,
    coalesce(trimmed(COLUMNS($person)), $person_constant) AS person_id,
    coalesce(trimmed(COLUMNS($occurred_at)), $occurred_at_constant) AS occurred_text,
    coalesce(trimmed(COLUMNS($touchpoint)), $touchpoint_constant) AS touchpoint_name,
    coalesce(trimmed(COLUMNS($channel)), $channel_constant) AS channel_name,
    coalesce(COLUMNS($session), $session_constant) AS session,
    coalesce(COLUMNS($value), $value_constant) AS value_text,
    coalesce(trimmed(COLUMNS($order_id)), $order_id_constant) AS order_id,
    COLUMNS($event_id) AS event_id,
    coalesce(trimmed(COLUMNS($campaign)), $campaign_constant) AS campaign,
    currency_code(coalesce(COLUMNS($currency), $currency_constant)) AS currency,
    coalesce(COLUMNS($quantity), $quantity_constant) AS quantity_text,
    coalesce(COLUMNS($unit_price), $unit_price_constant) AS unit_price_text,
    coalesce(COLUMNS($cancelled), $cancelled_constant) AS cancelled_text,
    struct_pack(*COLUMNS($dated)) AS dated,
    struct_pack(*COLUMNS($properties)) AS properties
  FROM source
), counted AS (
  -- amounts are columns before they are multiplied: a macro would write each of them out once more wherever it names it
  SELECT
    *,
    amount(value_text, $decimal) AS own_amount,
    amount(quantity_text, $decimal) AS quantity,
    amount(unit_price_text, $decimal) AS unit_price
  FROM roles
), typed AS (
  SELECT
    *,
    -- the commonest writing first: looking whether another is meant takes as long as reading it
    coalesce(
      CASE WHEN $time_format = 'iso' AND $zone = 'UTC' THEN try_strptime(occurred_text, '%Y-%m-%d %H:%M:%S') END,
      moment(occurred_text, $time_format, $zone)
    ) AS occurred_at,
    coalesce(own_amount, line_amount(quantity, unit_price)) AS value,
    CASE WHEN $marked THEN coalesce(cancellation(cancelled_text, $cancelled_as), false) END AS cancelled
  FROM counted
), judged AS (
  SELECT
    *,
    CAST(CASE
      WHEN person_id IS NULL THEN 'no person'
      WHEN occurred_text IS NULL THEN 'no time'
      WHEN occurred_at IS NULL THEN 'time not readable'
      WHEN occurred_at NOT BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31' THEN CASE
        -- a count of seconds among times written out
        WHEN $time_format IN ('iso', 'day_first', 'month_first') AND regexp_full_match(occurred_text, '[0-9.]{9,}') THEN 'time not readable'
        ELSE 'time before 1900 or after 2199'
      END
      WHEN touchpoint_name IS NULL THEN 'no touchpoint'
    END AS ENUM ('no person', 'no time', 'time not readable', 'time before 1900 or after 2199', 'no touchpoint')) AS reason
  FROM typed
)
SELECT
  given_row, CAST($rows_before AS INTEGER) AS rows_before, person_id, occurred_at, touchpoint_name, channel_name, session, value, order_id, event_id, properties, reason,
  campaign, currency, cancelled, dated, own_amount IS NOT NULL AS has_amount,
  CASE WHEN $valued THEN CAST(decimals(value_text, $decimal) AS TINYINT) END AS decimals,
  CASE
    WHEN value IS NULL AND coalesce(value_text, unit_price_text) IS NOT NULL
      THEN coalesce(trimmed(value_text), trimmed(unit_price_text)) IS NOT NULL
    ELSE false
  END AS value_unreadable,
  CASE
    WHEN $time_format = 'iso' AND contains(occurred_text, '.') AND reason IS NULL
      THEN CASE WHEN '.' IN (substr(occurred_text, 2, 1), substr(occurred_text, 3, 1)) THEN occurred_text END
  END AS other_time,
  -- looked at only on days around a change of clocks
  CASE
    WHEN list_contains(CAST($change_months AS BIGINT[]), month(occurred_at)) AND reason IS NULL AND strlen(occurred_text) > 10
      THEN CASE
        WHEN list_contains(CAST($change_days AS DATE[]), CAST(occurred_at AS DATE))
          THEN CAST(clock_change(occurred_at, occurred_text, $zone) AS TINYINT)
      END
  END AS clock_change
FROM judged
