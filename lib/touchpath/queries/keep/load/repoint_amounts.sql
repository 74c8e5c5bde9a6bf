-- one row is an amount kept aside whose original is now held by another import
UPDATE duplicate_amounts SET duplicate_of = n.import_id FROM repointed_items AS n WHERE duplicate_amounts.rowid = n.duplicate
