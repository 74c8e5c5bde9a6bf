-- one row is an event of the file that is already held
DELETE FROM held_events WHERE source_row IN (SELECT d.source_row FROM duplicates AS d)
