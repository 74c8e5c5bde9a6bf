-- one row is an assignment from before a moment
DELETE FROM assignments AS x WHERE x.assigned_at < $before
