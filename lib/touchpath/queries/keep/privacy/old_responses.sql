-- one row is a row of responses from before a moment
CREATE OR REPLACE TEMP TABLE erased_responses AS
SELECT x.import_id, x.source_row FROM responses AS x WHERE x.answered_at < $before
