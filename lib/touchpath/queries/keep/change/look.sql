-- one row is a look at a saved change
INSERT INTO looks (change_name, question, data_end, verdict, p_value, effect, looked_at)
VALUES ($name, $question, $data_end, $verdict, $p_value, $effect, $looked_at)
ON CONFLICT DO NOTHING
