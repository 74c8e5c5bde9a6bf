-- one row is a remedy of data quality that concerned only the import that is taken back
DELETE FROM remedies
WHERE (kind = 'set_aside' AND remedy_id NOT IN (SELECT s.remedy_id FROM set_aside_events AS s))
  OR (kind = 'shift' AND CAST(json_extract_string(definition, '$.stretch.import_id') AS INTEGER) = $import_id)
