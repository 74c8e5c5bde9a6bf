-- one row is a row of rejected_rows about to be erased with a human
CREATE OR REPLACE TEMP TABLE erased_rejected AS
SELECT x.import_id, x.source_row FROM rejected_rows AS x WHERE regexp_matches(x.raw, $cell)
