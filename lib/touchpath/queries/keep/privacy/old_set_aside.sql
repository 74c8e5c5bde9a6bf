-- one row is a row of set_aside_events from before a moment
CREATE OR REPLACE TEMP TABLE erased_set_aside AS
SELECT x.import_id, x.source_row FROM set_aside_events AS x WHERE x.occurred_at < $before
