-- one row is a row of events from before a moment
CREATE OR REPLACE TEMP TABLE erased_events AS
SELECT x.import_id, x.source_row FROM events AS x WHERE x.occurred_at < $before
