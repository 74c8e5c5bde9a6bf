-- one row is a row of duplicate_events from before a moment
CREATE OR REPLACE TEMP TABLE erased_duplicates AS
SELECT x.import_id, x.source_row FROM duplicate_events AS x WHERE x.occurred_at < $before
