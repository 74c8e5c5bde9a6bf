-- one row is a look at a change: it counts for the question as it is called now
UPDATE looks SET question = $question WHERE looks.change_name = $name AND looks.question = $asked
