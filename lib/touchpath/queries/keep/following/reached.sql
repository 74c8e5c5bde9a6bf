-- one row is a change whose reach, as it stood, is written anew
UPDATE changes SET reached = $text WHERE changes.name = $key AND changes.reached = $before
