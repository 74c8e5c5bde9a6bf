-- one row is the workspace: the end of the data that a person set, if one did
SELECT (
  SELECT try_cast(json_extract_string(s.value, '$') AS TIMESTAMP) FROM settings AS s WHERE s.name = 'data_end'
) AS data_end
