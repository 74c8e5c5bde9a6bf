-- one row is an event of the file that is already held
DELETE FROM held_events WHERE rowid IN (SELECT d.place FROM duplicates AS d)
