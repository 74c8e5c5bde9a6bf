-- one row counts the looks at a change up to one end of the data
SELECT count(*) AS looks FROM looks AS l
WHERE l.change_name = $name AND l.question = $question AND l.data_end = $data_end
