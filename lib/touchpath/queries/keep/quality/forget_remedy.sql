-- one row is a remedy that was undone
DELETE FROM remedies WHERE remedy_id = $remedy_id
