-- one row is an event kept aside that was a duplicate of the import being taken back
CREATE OR REPLACE TEMP TABLE orphans AS
SELECT d.* FROM duplicate_events AS d WHERE d.duplicate_of = $import_id AND d.import_id <> $import_id
