-- one row is a row of duplicate_responses from before a moment
CREATE OR REPLACE TEMP TABLE erased_duplicate_responses AS
SELECT x.import_id, x.source_row FROM duplicate_responses AS x WHERE x.answered_at < $before
