-- one row is an earlier look at a change: up to when the data reached
SELECT l.data_end, l.verdict, l.p_value, l.effect FROM looks AS l
WHERE l.change_name = $name AND l.question = $question AND l.data_end < $data_end
ORDER BY l.data_end
