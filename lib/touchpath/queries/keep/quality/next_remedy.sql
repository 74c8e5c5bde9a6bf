-- one row is the key of the next remedy
SELECT nextval('remedy_ids') AS remedy_id
