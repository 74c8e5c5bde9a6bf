-- one row is a row of duplicate_responses from before a moment
DELETE FROM duplicate_responses AS x WHERE x.answered_at < $before
