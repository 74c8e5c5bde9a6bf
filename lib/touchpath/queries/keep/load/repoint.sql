-- one row is something kept aside whose original is now held by another import
UPDATE this_table SET duplicate_of = n.import_id FROM repointed_items AS n WHERE this_table.rowid = n.duplicate
