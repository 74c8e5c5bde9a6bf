-- one row is a change whose touchpoint (JSON text), as it stood, is called by another name
UPDATE changes SET touchpoint = json_extract_string($text, '$') WHERE changes.name = $key AND to_json(changes.touchpoint) = CAST($before AS JSON)
