-- one row is a row of responses from before a moment
DELETE FROM responses AS x WHERE x.answered_at < $before
