-- one row is a change whose question, as it stood, is written anew
UPDATE changes SET definition = $text WHERE changes.name = $key AND changes.definition = $before
