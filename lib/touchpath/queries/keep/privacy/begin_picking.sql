-- one row is a row of an import that is about to be deleted, and what it counts as
CREATE OR REPLACE TEMP TABLE picked_rows (import_id INTEGER, source_row BIGINT, place BIGINT, counted VARCHAR)
