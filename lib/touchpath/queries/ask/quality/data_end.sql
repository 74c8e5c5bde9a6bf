-- one row is the workspace: the end of the data that a person set (the whole of that day), if one did
SELECT
  CAST(
    timezone(
      coalesce((SELECT json_extract_string(s.value, '$') FROM settings AS s WHERE s.name = 'time_zone'), 'UTC'),
      CAST(
        (SELECT try_cast(json_extract_string(s.value, '$') AS DATE) FROM settings AS s WHERE s.name = 'data_end') + 1
        AS TIMESTAMP
      )
    ) AS TIMESTAMP
  ) - to_microseconds(1) AS data_end
