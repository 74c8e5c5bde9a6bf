-- shortest_number(text) is the shortest way a plainly written number can be said (10.0 and 10.00 are 10); other texts as they are.
-- Plain: an optional minus, no leading zero, no exponent, at most 15 digits (as journey/written.py has it)
CREATE OR REPLACE MACRO shortest_number(v) AS CASE
  WHEN suffix(v, '0') AND contains(v, '.') AND strlen(replace(v, '-', '')) <= 16
    AND regexp_full_match(v, '-?[1-9][0-9]*\.[0-9]+|-?0\.[0-9]*[1-9][0-9]*|0\.0+')
    THEN rtrim(rtrim(v, '0'), '.')
  ELSE v
END;

-- a property of an event as text, by its name; NULL where empty
CREATE OR REPLACE MACRO property_text(name, session, order_id, value, campaign, currency, properties) AS nullif(
  CASE name
    WHEN 'session' THEN session
    WHEN 'order_id' THEN order_id
    WHEN 'value' THEN regexp_replace(CAST(value AS VARCHAR), '\.0$', '')
    WHEN 'campaign' THEN coalesce(campaign, properties['campaign'])
    WHEN 'currency' THEN coalesce(currency, properties['currency'])
    ELSE shortest_number(properties[name])
  END,
  ''
);
